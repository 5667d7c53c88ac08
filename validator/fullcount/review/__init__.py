"""Findings, coverage levels and reports."""
