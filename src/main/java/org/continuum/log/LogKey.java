package org.continuum.log;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The log's private key: the only class that has it, and the one to write anew for a key that a hardware module or a key
 * service keeps. It signs what it is given; that the tree is sound is the caller's to know.
 */
@Singleton
public class LogKey {
    private static final String HEAD = "-----BEGIN PRIVATE KEY-----";
    private static final String TAIL = "-----END PRIVATE KEY-----";

    private final byte[] seed;
    private final VerifierKey open;

    /**
     * @param origin the log's name: a host and a path without a scheme, never changed
     * @param pem the key itself, PKCS #8 in PEM
     * @param file where the key stands, if it is not given itself
     * @param make whether to make one where the file is missing; development only
     */
    LogKey(
            @ConfigProperty(name = "continuum.log.origin") String origin,
            @ConfigProperty(name = "continuum.log.key") Optional<String> pem,
            @ConfigProperty(name = "continuum.log.key.file") Optional<Path> file,
            @ConfigProperty(name = "continuum.log.key.make", defaultValue = "false") boolean make) {
        if (!origin.matches("[\\x21-\\x2a\\x2c-\\x7e]{1,100}")) {
            throw new IllegalStateException("CONTINUUM_LOG_ORIGIN is a name without spaces and plus signs");
        }
        try {
            this.seed = read(pem.isPresent() ? pem.get() : text(file, make));
        } catch (IOException | GeneralSecurityException | ClassCastException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "CONTINUUM_LOG_KEY, or the file CONTINUUM_LOG_KEY_FILE, must be an Ed25519 private key in PKCS #8 PEM,"
                            + " as openssl genpkey -algorithm ed25519 writes it",
                    e);
        }
        byte[] point = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, point, 0);
        this.open = new VerifierKey(origin, point);
    }

    public VerifierKey verifier() {
        return open;
    }

    public String origin() {
        return open.origin();
    }

    /** Base64 of the key's hash and the Ed25519 signature; the same text gives the same signature. */
    public String sign(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, open.point(), 0, bytes, 0, bytes.length, signature, 0);
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(4 + signature.length)
                        .put(open.hash())
                        .put(signature)
                        .array());
    }

    /** C2SP's signed note over lines that each end with a newline. */
    public String note(String text) {
        return text + "\n\u2014 " + origin() + " " + sign(text) + "\n";
    }

    private static String text(Optional<Path> named, boolean make) throws IOException, GeneralSecurityException {
        Path file = named.orElseThrow(() -> new IllegalArgumentException("no key is named"));
        if (make && !Files.exists(file)) {
            String made = HEAD + "\n"
                    + Base64.getEncoder()
                            .encodeToString(KeyPairGenerator.getInstance("Ed25519")
                                    .generateKeyPair()
                                    .getPrivate()
                                    .getEncoded())
                    + "\n" + TAIL + "\n";
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "log-key", ".new"); // its owner's only
            Files.writeString(draft, made);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file);
    }

    private static byte[] read(String pem) throws GeneralSecurityException {
        String body = pem.strip();
        if (!body.startsWith(HEAD) || !body.endsWith(TAIL)) {
            throw new IllegalArgumentException("not PEM");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(body.substring(HEAD.length(), body.length() - TAIL.length()));
        return ((EdECPrivateKey) KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)))
                .getBytes()
                .orElseThrow();
    }
}
