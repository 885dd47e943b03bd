package org.continuum.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A person's key while it is in use, or that of an upload, which is nobody's yet. A class with plain fields, so that no toString tells it. */
public final class PersonKey {
    static final int LENGTH = 32;

    private final String owner;
    private final SecretKeySpec secret;
    private final Box box;

    /** @param box what it is used with, beside others of the same transaction */
    PersonKey(UUID person, byte[] bytes, Box box) {
        this(person.toString(), bytes, box);
    }

    private PersonKey(String owner, byte[] bytes, Box box) {
        this.owner = owner;
        this.box = box;
        this.secret = new SecretKeySpec(bytes, "AES");
        Arrays.fill(bytes, (byte) 0);
    }

    /** A key that nobody has and nobody will: what is sealed with it is destroyed. For rows of somebody who has been erased. */
    public static PersonKey lost(UUID person) {
        return new PersonKey(person, Box.random(LENGTH), new Box());
    }

    /**
     * For what is written of two people: made of both keys, and kept nowhere, so that it is gone with either of them.
     *
     * @param one in any order
     */
    public static PersonKey both(PersonKey one, PersonKey other) {
        PersonKey first = one.owner.compareTo(other.owner) < 0 ? one : other;
        PersonKey second = first == one ? other : one;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(first.secret);
            mac.update("both".getBytes(StandardCharsets.US_ASCII));
            return new PersonKey(first.owner + "+" + second.owner, mac.doFinal(second.secret.getEncoded()), one.box);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC with SHA-256", e);
        }
    }

    /**
     * @param column the table and the column that it is for
     * @param row the row's id; the person's where the table has one row of hers
     */
    public byte[] seal(byte[] plain, String column, UUID row) {
        return box.seal(secret, plain, place(column, row));
    }

    /** What was sealed for this very place. */
    public byte[] open(byte[] sealed, String column, UUID row) {
        return box.open(secret, sealed, place(column, row));
    }

    private String place(String column, UUID row) {
        return column + "/" + owner + "/" + row;
    }
}
