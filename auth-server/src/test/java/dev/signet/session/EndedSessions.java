package dev.signet.session;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.ResolvableType;

/**
 * Hears every {@link SessionEnded}, from any thread, until it is closed.
 */
final class EndedSessions implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final List<SessionEnded> heard = new CopyOnWriteArrayList<>();

	private final Listener listener;

	EndedSessions(ConfigurableApplicationContext context) {
		this(context, (event) -> {
		});
	}

	/**
	 * Hears and does something about it.
	 */
	EndedSessions(ConfigurableApplicationContext context, Consumer<SessionEnded> reaction) {
		this.context = context;
		this.listener = new Listener(this.heard, reaction);
		context.addApplicationListener(this.listener);
	}

	List<SessionEnded> of(UUID sessionId) {
		return this.heard.stream().filter((event) -> event.sessionId().equals(sessionId)).toList();
	}

	@Override
	public void close() {
		this.context.removeApplicationListener(this.listener);
	}

	private record Listener(List<SessionEnded> heard,
			Consumer<SessionEnded> reaction) implements GenericApplicationListener {

		@Override
		public boolean supportsEventType(ResolvableType eventType) {
			return ResolvableType.forClassWithGenerics(PayloadApplicationEvent.class, SessionEnded.class)
				.isAssignableFrom(eventType);
		}

		@Override
		public void onApplicationEvent(ApplicationEvent event) {
			SessionEnded ended = (SessionEnded) ((PayloadApplicationEvent<?>) event).getPayload();
			this.reaction.accept(ended);
			this.heard.add(ended);
		}

	}

}
