"""What the network tells others: figures, tables, their protection and what reports hold."""
