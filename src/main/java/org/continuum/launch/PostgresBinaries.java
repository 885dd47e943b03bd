package org.continuum.launch;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs: those of an installation when {@code CONTINUUM_POSTGRES_HOME} names one, else those bundled as
 * an archive on the class path, which the production artifact does not carry.
 *
 * @param home the folder that holds {@code bin}
 */
record PostgresBinaries(Path home) {
    private static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");

    static boolean bundled() {
        return PostgresBinaries.class.getResource(archive()) != null;
    }

    static PostgresBinaries find(Optional<Path> installed, Path unpackInto) throws IOException {
        if (installed.isPresent()) {
            var binaries = new PostgresBinaries(installed.get().toAbsolutePath());
            if (!Files.isRegularFile(binaries.program("initdb"))) {
                throw new Refused("CONTINUUM_POSTGRES_HOME is " + installed.get() + ", but there is no "
                        + binaries.program("initdb") + "; name the folder above PostgreSQL's bin.");
            }
            return binaries;
        }
        return unpack(unpackInto);
    }

    Path program(String name) {
        return home.resolve("bin").resolve(WINDOWS ? name + ".exe" : name);
    }

    private static String archive() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String platform = os.contains("mac") ? "darwin" : WINDOWS ? "windows" : "linux";
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        return "/postgres-" + platform + (arm ? "-arm_64" : "-x86_64") + ".txz";
    }

    /** Once per archive: the folder is named by its digest and appears whole or not at all. */
    private static PostgresBinaries unpack(Path into) throws IOException {
        byte[] archive;
        try (InputStream in = PostgresBinaries.class.getResourceAsStream(archive())) {
            if (in == null) {
                throw new Refused("This build carries no PostgreSQL for this platform; set CONTINUUM_DATABASE_URL to"
                        + " your own, or CONTINUUM_POSTGRES_HOME to an installed one.");
            }
            archive = in.readAllBytes();
        }
        Path home = into.resolve(digest(archive));
        if (Files.isDirectory(home)) {
            return new PostgresBinaries(home);
        }
        Path half = Files.createTempDirectory(Files.createDirectories(into), "unpacking-");
        try (var tar = new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(new ByteArrayInputStream(archive))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                extract(entry, tar, half);
            }
        }
        Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
        return new PostgresBinaries(home);
    }

    private static void extract(TarArchiveEntry entry, InputStream content, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("The archive of PostgreSQL points outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            if (!WINDOWS && (entry.getMode() & 0100) != 0) {
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(sha256, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
