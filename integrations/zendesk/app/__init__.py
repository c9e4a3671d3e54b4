"""The app for Zendesk: its package for the upload, its words, and the layer between our sidebar and Zendesk's client script."""
