package org.continuum.sandbox;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.continuum.access.TrustedKey;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The key pair of the development issuer: made at first use, kept in the data directory, readable by its owner. */
@Singleton
@IfBuildProfile(anyOf = {"dev", "test"})
class SandboxKey implements TrustedKey {
    private final KeyPair pair;

    SandboxKey(@ConfigProperty(name = "continuum.data") Path data) {
        try {
            this.pair = keep(data.resolve("sandbox-issuer"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The sandbox key cannot be read; delete it to get a new one", e);
        }
    }

    @Override
    public PublicKey key() {
        return pair.getPublic();
    }

    PrivateKey secret() {
        return pair.getPrivate();
    }

    private static KeyPair keep(Path folder) throws IOException, GeneralSecurityException {
        Path secret = folder.resolve("private.der");
        Path open = folder.resolve("public.der");
        if (!Files.exists(secret)) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair made = generator.generateKeyPair();
            Files.createDirectories(folder);
            write(open, made.getPublic().getEncoded());
            write(secret, made.getPrivate().getEncoded());
        }
        KeyFactory factory = KeyFactory.getInstance("EC");
        return new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(Files.readAllBytes(open))),
                factory.generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(secret))));
    }

    /** Whole or not at all, so that an interrupted first start leaves nothing half written. */
    private static void write(Path file, byte[] bytes) throws IOException {
        Path draft = Files.createTempFile(file.getParent(), "key", ".new"); // created readable by the owner only
        Files.write(draft, bytes);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
