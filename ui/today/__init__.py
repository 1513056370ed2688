"""The day's page: start a session, agencies and visits."""
