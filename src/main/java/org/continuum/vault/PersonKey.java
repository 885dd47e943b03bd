package org.continuum.vault;

import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** A person's key while it is in use. A class with plain fields, so that no toString tells it. */
public final class PersonKey {
    static final int LENGTH = 32;

    private final UUID person;
    private final SecretKeySpec secret;
    private final Cipher cipher = Box.cipher();

    PersonKey(UUID person, byte[] bytes) {
        this.person = person;
        this.secret = new SecretKeySpec(bytes, "AES");
        Arrays.fill(bytes, (byte) 0);
    }

    /** A key that nobody has and nobody will: what is sealed with it is destroyed. For rows of somebody who has been erased. */
    public static PersonKey lost(UUID person) {
        return new PersonKey(person, Box.random(LENGTH));
    }

    /**
     * @param column the table and the column that it is for
     * @param row the row's id; the person's where the table has one row of hers
     */
    public synchronized byte[] seal(byte[] plain, String column, UUID row) {
        return Box.seal(cipher, secret, plain, place(column, row));
    }

    /** What was sealed for this very place. */
    public synchronized byte[] open(byte[] sealed, String column, UUID row) {
        return Box.open(cipher, secret, sealed, place(column, row));
    }

    private String place(String column, UUID row) {
        return column + "/" + person + "/" + row;
    }
}
