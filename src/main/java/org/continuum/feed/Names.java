package org.continuum.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Where host names lead; asked once for each attempt to deliver. */
@ApplicationScoped
class Names {
    /** Never empty. */
    List<InetAddress> addresses(String host) throws UnknownHostException {
        return List.of(InetAddress.getAllByName(host));
    }
}
