"""The app for Freshdesk: its source folder for the vendor's packer, and the layer between our sidebar and Freshworks' client."""
