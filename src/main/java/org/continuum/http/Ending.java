package org.continuum.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.AttributeKey;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The end of an exchange: all of the answer has left for whoever asked, or nobody is there any more. To the framework an answer
 * has ended when it is in a buffer, and there it stays, with all its bytes, for as long as nobody reads it.
 */
public final class Ending {
    private final ChannelHandlerContext connection;
    private final Runnable act;
    private final ChannelFutureListener gone = closed -> come();
    private boolean over;

    private Ending(ChannelHandlerContext connection, Runnable act) {
        this.connection = connection;
        this.act = act;
    }

    /** @param act is run once, on the connection's own thread; it does not block */
    public static void of(RoutingContext exchange, Runnable act) {
        ConnectionBase asked = (ConnectionBase) exchange.request().connection();
        Ending ending = new Ending(asked.channelHandlerContext(), act);
        ending.connection.channel().closeFuture().addListener(ending.gone);
        if (ending.connection.handler() instanceof Http2ConnectionHandler handler) {
            int stream = exchange.request().streamId();
            ending.connection.executor().execute(() -> ending.withTheStream(handler.connection(), stream));
        } else {
            exchange.addEndHandler(buffered -> ending.connection.executor().execute(ending::behindTheAnswer));
        }
    }

    private void withTheStream(Http2Connection streams, int id) {
        if (streams.stream(id) == null) {
            come();
        } else {
            Streams.of(connection.channel(), streams).ends.put(id, this::come);
        }
    }

    /** What is written leaves in its order, also nothing at all. */
    private void behindTheAnswer() {
        connection.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> come());
    }

    private void come() {
        if (!over) {
            over = true;
            connection.channel().closeFuture().removeListener(gone);
            act.run();
        }
    }

    /** Those of one connection, with what is to be done at their ends; of its own thread only. */
    private static final class Streams extends Http2ConnectionAdapter {
        private static final AttributeKey<Streams> KEY = AttributeKey.valueOf(Streams.class, "open");

        private final Map<Integer, Runnable> ends = new HashMap<>();

        static Streams of(Channel channel, Http2Connection connection) {
            @Nullable Streams known = channel.attr(KEY).get();
            if (known != null) {
                return known;
            }
            Streams streams = new Streams();
            channel.attr(KEY).set(streams);
            connection.addListener(streams);
            return streams;
        }

        @Override
        public void onStreamClosed(Http2Stream stream) {
            Runnable end = ends.remove(stream.id());
            if (end != null) {
                end.run();
            }
        }
    }
}
