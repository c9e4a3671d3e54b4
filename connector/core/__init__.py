"""Pure decisions: no clock, no network, no environment, no logging. The core is told everything."""
