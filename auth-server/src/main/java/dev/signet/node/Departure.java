package dev.signet.node;

import java.time.Duration;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The first thing that happens when the node is told to stop: it is leaving, and says so
 * for a while before it takes no more connections and lets running requests end.
 */
@Component
final class Departure implements SmartLifecycle {

	private final Duration farewell;

	private volatile boolean running;

	private volatile boolean leaving;

	Departure(NodeProperties properties) {
		this.farewell = properties.farewell();
	}

	boolean leaving() {
		return this.leaving;
	}

	@Override
	public void start() {
		this.running = true;
		this.leaving = false;
	}

	@Override
	public void stop() {
		this.leaving = true;
		try {
			Thread.sleep(this.farewell.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before the web server stops. */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE;
	}

}
