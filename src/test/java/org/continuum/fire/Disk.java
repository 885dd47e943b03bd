package org.continuum.fire;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A disk whose power can be cut: an ext4 file system in a file. {@code xfs_io shutdown} stops it between two writes and
 * throws away what was written and not yet forced, as a machine does that loses its power. Needs root, a loop device and
 * xfs_io.
 */
final class Disk implements AutoCloseable {
    /** What fallocate may not get, because the file system needs some of it to note who has the rest. */
    private static final int RESERVE = 1 << 20;

    private final Path image;
    private final Path mount;
    private final boolean made;

    private Disk(Path image, Path mount, boolean made) {
        this.image = image;
        this.mount = mount;
        this.made = made;
    }

    /** Mounts the disk in a folder; made when there is none yet. */
    static Disk in(Path folder, int megabytes) throws IOException {
        Files.createDirectories(folder);
        Path image = folder.resolve("disk.img");
        Path mount = Files.createDirectories(folder.resolve("disk")).toRealPath();
        boolean made = !Files.exists(image);
        if (made) {
            Command.run("truncate", "-s", megabytes + "M", image.toString());
            // -m 0: a full disk shall be full for root, too
            Command.run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
        }
        Disk disk = new Disk(image, mount, made);
        if (disk.isMounted()) {
            disk.unmount();
        }
        disk.mount();
        disk.empty(); // an earlier run may have been killed while it was full
        return disk;
    }

    /**
     * Why the power of a disk cannot be cut on this machine; empty if it can. This has been tried when it answers: what
     * was forced is there after the cut, what was not forced is gone.
     */
    static Optional<String> impossible(Path folder) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("a power cut needs root, for a file system of its own");
        }
        Path trial = folder.resolve("trial-of-the-disk");
        try (Disk disk = in(trial, 32)) {
            Path forced = disk.place().resolve("forced");
            Path forgotten = disk.place().resolve("forgotten");
            write(forced, true);
            write(forgotten, false);
            disk.cut();
            disk.restore();
            return Files.exists(forced) && !Files.exists(forgotten)
                    ? Optional.empty()
                    : Optional.of("the file system of this machine does not lose what was not forced");
        } catch (IOException e) {
            return Optional.of("a power cut needs loop devices, ext4 and xfs_io (Debian: xfsprogs): " + e.getMessage());
        } finally {
            try {
                Command.run("rm", "-rf", trial.toString());
            } catch (IOException e) {
                System.err.println("Left behind: " + trial);
            }
        }
    }

    Path place() {
        return mount;
    }

    /** Whether it has just been made and is empty. */
    boolean isNew() {
        return made;
    }

    /** From now on nothing more reaches it, and what was not forced is lost. */
    void cut() throws IOException {
        Command.run("xfs_io", "-x", "-c", "shutdown", mount.toString());
    }

    /** Power is back. Whatever had files open on it must be gone. */
    void restore() throws IOException {
        unmount();
        mount();
    }

    /** Takes all that is free. */
    void fill() throws IOException {
        long free = Files.getFileStore(mount).getUsableSpace();
        Command.run(
                "fallocate",
                "-l",
                Long.toString(Math.max(1, free - RESERVE)),
                ballast().toString());
        try (var out = new FileOutputStream(ballast().toFile(), true)) {
            for (int size = 1 << 16; size >= 512; size /= 8) {
                writeUntilFull(out, new byte[size]);
            }
        }
    }

    private static void writeUntilFull(FileOutputStream out, byte[] block) {
        try {
            while (true) {
                out.write(block);
                out.getFD().sync();
            }
        } catch (IOException full) {
            // as intended
        }
    }

    /** For good: a power cut soon after must not bring the ballast back. */
    void empty() throws IOException {
        Files.deleteIfExists(ballast());
        Command.run("sync", "-f", mount.toString());
    }

    @Override
    public void close() throws IOException {
        unmount();
    }

    private Path ballast() {
        return mount.resolve("ballast");
    }

    private boolean isMounted() throws IOException {
        return Files.readAllLines(Path.of("/proc/mounts")).stream()
                .anyMatch(line -> line.split(" ")[1].equals(mount.toString()));
    }

    private void mount() throws IOException {
        Command.run("mount", "-o", "loop", image.toString(), mount.toString());
    }

    /** A process that was just killed may hold it for a moment more. */
    private void unmount() throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                Command.run("umount", mount.toString());
                return;
            } catch (IOException busy) {
                if (tries == 50) {
                    throw busy;
                }
                Pause.millis(100);
            }
        }
    }

    private static void write(Path file, boolean force) throws IOException {
        try (var out = new FileOutputStream(file.toFile())) {
            out.write(new byte[100]);
            FileDescriptor descriptor = out.getFD();
            if (force) {
                descriptor.sync();
            }
        }
    }
}
