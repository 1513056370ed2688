"""Spreadsheets: what coordinators kept before the app, read into visits."""
