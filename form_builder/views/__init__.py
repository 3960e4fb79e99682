"""The pages of forms, apart from the wizard."""
