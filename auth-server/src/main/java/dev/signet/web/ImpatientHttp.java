package dev.signet.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * The container's protocol with one end more to its patience: request line and headers
 * must be there within a time. The container only limits each pause, so that a byte now
 * and then keeps a connection for hours. It is also where {@link TlsRules} take hold. The
 * container makes this class by its name.
 */
public final class ImpatientHttp extends Http11NioProtocol {

	private static final Duration PATIENCE = TomcatLimits.PATIENCE;

	/** Makes the protocol, as the container does. */
	public ImpatientHttp() {
		getEndpoint().setHandler(new Deadline<>(getEndpoint().getHandler()));
	}

	/**
	 * Comes at the start and again with each renewed certificate, so that a renewal does
	 * not bring back what was ruled out.
	 */
	@Override
	public void addSslHostConfig(SSLHostConfig tls, boolean replace) {
		TlsRules.apply(tls);
		super.addSslHostConfig(tls, replace);
	}

	/**
	 * Closes connections on which a request does not become complete.
	 *
	 * @param <S> the kind of socket
	 */
	static final class Deadline<S> implements Handler<S> {

		private final Handler<S> container;

		/** When the requests began that are not complete, in nanoseconds. */
		private final Map<SocketWrapperBase<S>, Long> begun = new ConcurrentHashMap<>();

		Deadline(Handler<S> container) {
			this.container = container;
		}

		@Override
		public SocketState process(SocketWrapperBase<S> socket, SocketEvent event) {
			Long start = this.begun.get(socket);
			if (start != null && System.nanoTime() - start > PATIENCE.toNanos()) {
				return SocketState.CLOSED;
			}
			SocketState state = this.container.process(socket, event);
			if (state == SocketState.LONG && !isAsync(socket)) {
				this.begun.putIfAbsent(socket, System.nanoTime());
			}
			else {
				this.begun.remove(socket);
			}
			return state;
		}

		private static boolean isAsync(SocketWrapperBase<?> socket) {
			return socket.getCurrentProcessor() instanceof Processor processor && processor.isAsync();
		}

		@Override
		public Object getGlobal() {
			return this.container.getGlobal();
		}

		@Override
		public void release(SocketWrapperBase<S> socket) {
			this.begun.remove(socket);
			this.container.release(socket);
		}

		@Override
		public void pause() {
			this.container.pause();
		}

		@Override
		public void recycle() {
			this.begun.clear();
			this.container.recycle();
		}

	}

}
