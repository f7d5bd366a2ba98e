"""The only place that knows everything: settings, routes, the command line."""
