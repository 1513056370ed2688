"""Printed pages, made in memory by ReportLab."""
