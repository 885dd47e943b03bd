package org.continuum.sabotage.framework;

import io.quarkus.arc.profile.IfBuildProfile;
import org.continuum.access.Act;

@IfBuildProfile("never")
public class TwoDoors {
    @Act
    public void open() {}

    public void openAnother() {}
}
