"""What follows from agreements: moves against them, fees to decide, what changed."""
