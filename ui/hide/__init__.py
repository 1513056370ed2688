"""The neutral page that stands in front when somebody comes near."""
