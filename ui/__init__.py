"""The window: what volunteers and coordinators see, and nothing that decides."""
