package org.continuum.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority of an organization's own, as its administrators make one: by the JDK's keytool. */
public final class Authority {
    public static final String PASSWORD = "changeit";

    private final Path folder;
    private final Path store;

    public Authority(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        this.store = folder.resolve("authority.p12");
        keytool(store, "-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=In-house CA", "-ext", "bc:c");
        keytool(
                store,
                "-exportcert",
                "-rfc",
                "-alias",
                "ca",
                "-file",
                certificate().toString());
        keytool(
                trust(),
                "-importkeystore",
                "-srckeystore",
                Path.of(System.getProperty("java.home"), "lib", "security", "cacerts")
                        .toString(),
                "-srcstorepass",
                "changeit",
                "-deststoretype",
                "PKCS12",
                "-deststorepass",
                PASSWORD,
                "-destkeystore",
                trust().toString());
        keytool(
                trust(),
                "-importcert",
                "-noprompt",
                "-alias",
                "in-house",
                "-file",
                certificate().toString());
    }

    /** Its own certificate, in PEM. */
    public Path certificate() {
        return folder.resolve("authority.pem");
    }

    /** What the JDK trusts, and this authority. */
    public Path trust() {
        return folder.resolve("trust.p12");
    }

    /** A server's key with its certificate, in a store of its own. */
    public Path server(String name) throws Exception {
        Path server = folder.resolve(name + ".p12");
        Path asked = folder.resolve(name + ".csr");
        Path signed = folder.resolve(name + ".pem");
        keytool(server, "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=" + name);
        keytool(server, "-certreq", "-alias", "server", "-file", asked.toString());
        keytool(
                store,
                "-gencert",
                "-rfc",
                "-alias",
                "ca",
                "-ext",
                "san=dns:" + name,
                "-infile",
                asked.toString(),
                "-outfile",
                signed.toString());
        keytool(
                server,
                "-importcert",
                "-noprompt",
                "-alias",
                "ca",
                "-file",
                certificate().toString());
        keytool(server, "-importcert", "-noprompt", "-alias", "server", "-file", signed.toString());
        return server;
    }

    /** The server's certificate and that of the authority, in PEM. */
    public Path chain(String name) throws IOException {
        String chain = Files.readString(folder.resolve(name + ".pem")) + Files.readString(certificate());
        return Files.writeString(folder.resolve(name + "-chain.pem"), chain);
    }

    /** The server's key, in PEM. */
    public Path key(String name) throws IOException, GeneralSecurityException {
        byte[] key = read(folder.resolve(name + ".p12"))
                .getKey("server", PASSWORD.toCharArray())
                .getEncoded();
        String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
        return Files.writeString(folder.resolve(name + "-key.pem"), pem);
    }

    /** With the key of a store, or with nothing but trust in what it holds. */
    public static SSLContext tls(Path store) throws IOException, GeneralSecurityException {
        KeyStore read = read(store);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(read, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(read);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return tls;
    }

    private static KeyStore read(Path store) throws IOException, GeneralSecurityException {
        try (InputStream file = Files.newInputStream(store)) {
            KeyStore read = KeyStore.getInstance("PKCS12");
            read.load(file, PASSWORD.toCharArray());
            return read;
        }
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        if (!command.contains("-destkeystore")) {
            command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store.toString()));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close(); // whatever it would ask, nobody answers
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
