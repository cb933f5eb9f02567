package dev.signet.flow;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * Everything the server writes to its log while it is open.
 */
final class LogWatch extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	/** The mail server of the tests stands in the same process, and is not ours. */
	private static final String MAIL_SERVER = "com.icegreen.";

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private final List<String> errors = new CopyOnWriteArrayList<>();

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	LogWatch() {
		start();
		this.root.addAppender(this);
	}

	/** What was written, with stack traces. */
	String text() {
		return String.join("\n", this.lines);
	}

	/** What was written as an error: bad input is never one of ours. */
	List<String> errors() {
		return List.copyOf(this.errors);
	}

	@Override
	protected void append(ILoggingEvent event) {
		if (event.getLoggerName().startsWith(MAIL_SERVER)) {
			return;
		}
		String line = event.getLoggerName() + " " + event.getFormattedMessage() + ((event.getThrowableProxy() == null)
				? "" : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy()));
		this.lines.add(line);
		if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
			this.errors.add(line);
		}
	}

	@Override
	public void close() {
		this.root.detachAppender(this);
		stop();
	}

}
