package org.continuum.sabotage.license;

import org.continuum.sabotage.readiness.Ready;

public class Circle {
    Ready ready = new Ready();
}
