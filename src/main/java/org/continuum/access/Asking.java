package org.continuum.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** Who sent the request that is being answered, for those who live longer than the request. */
@RequestScoped
class Asking {
    @Inject
    Caller caller;

    Caller caller() {
        return caller;
    }
}
