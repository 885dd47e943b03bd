package org.continuum.contract;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What answers have told: ids by the collection that they are in, tags by path. With them, requests get further in. */
final class Known {
    private static final int ENOUGH = 40;
    private static final Pattern PLACE = Pattern.compile("/([^/?#]+)/([^/?#]+)$");
    private static final Pattern FIRST_ID = Pattern.compile("^\\{\"id\":\"([^\"]{1,100})\"");

    private final Map<String, List<String>> ids = new ConcurrentHashMap<>();
    private final Map<String, String> tags = new ConcurrentHashMap<>();

    void learn(String collection, String id) {
        List<String> some = ids.computeIfAbsent(collection, name -> new CopyOnWriteArrayList<>());
        if (some.size() < ENOUGH && !some.contains(id)) {
            some.add(id);
        }
    }

    void learn(Draft asked, Reply reply) {
        if (reply.status() >= 300) {
            return;
        }
        String place = reply.headers().get("location");
        if (place != null) {
            Matcher matcher = PLACE.matcher(place);
            if (matcher.find()) {
                learn(matcher.group(1), matcher.group(2));
            }
        } else if (reply.status() == 201) {
            Matcher id = FIRST_ID.matcher(reply.text());
            if (id.find()) {
                learn(asked.path.substring(asked.path.lastIndexOf('/') + 1), id.group(1));
            }
        }
        String tag = reply.headers().get("etag");
        if (tag != null && tags.size() < 5000) {
            tags.put(asked.path, tag);
        }
    }

    /** One of the collection, mostly; else an id that nobody has. */
    String id(String collection, Random random) {
        List<String> some = ids.getOrDefault(collection, List.of());
        return some.isEmpty() || random.nextInt(20) == 0
                ? "0198c0de-0000-7000-8000-00000000abcd"
                : some.get(random.nextInt(some.size()));
    }

    String anyId(Random random) {
        List<String> collections = ids.keySet().stream().sorted().toList();
        return id(collections.isEmpty() ? "" : collections.get(random.nextInt(collections.size())), random);
    }

    @Nullable
    String tag(String path) {
        return tags.get(path);
    }
}
