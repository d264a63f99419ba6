"""The machine: systemd notification, watchdog, doctor."""
