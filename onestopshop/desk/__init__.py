"""What volunteers do: one verb, one transaction, one `Changes`."""
