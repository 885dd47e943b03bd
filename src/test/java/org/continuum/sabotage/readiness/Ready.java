package org.continuum.sabotage.readiness;

import org.continuum.sabotage.license.Circle;

public class Ready {
    Circle circle = new Circle();
}
