package org.continuum.fire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A wire between two parties that can be made to fail: it forwards what it gets until it is told of a fault, and then
 * strikes at every so many-th of the moments that the fault is about.
 */
final class FaultProxy implements AutoCloseable {
    /** Where the wire breaks. */
    enum Fault {
        NONE,
        /** Before what was sent has reached the other side. */
        CUT_BEFORE,
        /** After it has reached the other side and before the answer is back. */
        CUT_AFTER,
        /** As before, but nobody is told: the connection stays open, and nothing comes through any more. */
        SILENCE_AFTER
    }

    private record Order(Fault fault, byte[] trigger, int every) {}

    private static final Order PASS = new Order(Fault.NONE, new byte[0], 1);

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> silent = ConcurrentHashMap.newKeySet();
    private final AtomicInteger moments = new AtomicInteger();
    private final AtomicInteger struck = new AtomicInteger();
    private volatile Order order = PASS;

    /** @param target the port of this machine to forward to */
    FaultProxy(int target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /**
     * Begins a fault.
     *
     * @param trigger what a piece must hold to be a moment to strike at; empty for any. For a cut before it is looked for
     *     in what is sent, else in what is answered
     * @param every strikes at each so many-th of these moments
     */
    void begin(Fault fault, String trigger, int every) {
        struck.set(0);
        order = new Order(fault, trigger.getBytes(StandardCharsets.ISO_8859_1), every);
    }

    /** Ends the fault; connections that were silent are closed now. */
    void end() {
        order = PASS;
        silent.forEach(FaultProxy::close);
        silent.clear();
    }

    /** How often the fault has struck since it began. */
    int struck() {
        return struck.get();
    }

    /** How many connections hang in silence. */
    int silent() {
        return silent.size();
    }

    @Override
    public void close() throws IOException {
        door.close();
        open.forEach(FaultProxy::close);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                Thread.ofVirtual().start(() -> connect(near));
            } catch (IOException e) {
                // closed, or somebody who has gone already
            }
        }
    }

    private void connect(Socket near) {
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            open.add(near);
            open.add(far);
            Thread.ofVirtual().start(() -> forward(near, far, true));
            Thread.ofVirtual().start(() -> forward(far, near, false));
        } catch (IOException nobodyThere) {
            close(near);
        }
    }

    private void forward(Socket from, Socket to, boolean asking) {
        byte[] piece = new byte[1 << 16];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                if (silent.contains(from)) {
                    continue;
                }
                Fault fault = strikes(piece, length, asking);
                if (fault == Fault.SILENCE_AFTER) {
                    silent.add(from);
                    silent.add(to);
                } else if (fault != Fault.NONE) {
                    break;
                } else {
                    out.write(piece, 0, length);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // one side has gone; the other shall learn of it
        }
        if (!silent.contains(from)) {
            close(from);
            close(to);
        }
        open.remove(from);
    }

    private Fault strikes(byte[] piece, int length, boolean asking) {
        Order now = order;
        boolean looked = now.fault() != Fault.NONE && asking == (now.fault() == Fault.CUT_BEFORE);
        if (!looked || !holds(piece, length, now.trigger()) || moments.incrementAndGet() % now.every() != 0) {
            return Fault.NONE;
        }
        struck.incrementAndGet();
        return now.fault();
    }

    private static boolean holds(byte[] piece, int length, byte[] trigger) {
        for (int start = 0; start + trigger.length <= length; start++) {
            int same = 0;
            while (same < trigger.length && piece[start + same] == trigger[same]) {
                same++;
            }
            if (same == trigger.length) {
                return true;
            }
        }
        return false;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone, which is what was wanted
        }
    }
}
