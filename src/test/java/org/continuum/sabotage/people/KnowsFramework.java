package org.continuum.sabotage.people;

import org.continuum.sabotage.framework.TwoDoors;

class KnowsFramework {
    TwoDoors neighbor = new TwoDoors();
}
