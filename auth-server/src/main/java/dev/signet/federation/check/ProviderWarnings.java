package dev.signet.federation.check;

import java.time.Clock;
import java.util.List;

import dev.signet.checklist.CheckLine;
import dev.signet.checklist.CheckLine.State;
import dev.signet.federation.provider.Provider;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What looks at providers that people use have found and is not over. Each begins once
 * and ends once, and both are told.
 */
@Component
@NamedInterface("check")
public final class ProviderWarnings {

	private final PostgresProviderWarnings rows;

	private final ApplicationEventPublisher events;

	private final TransactionTemplate transaction;

	private final Clock clock;

	ProviderWarnings(PostgresProviderWarnings rows, ApplicationEventPublisher events, TransactionTemplate transaction,
			Clock clock) {
		this.rows = rows;
		this.events = events;
		this.transaction = transaction;
		this.clock = clock;
	}

	/** All, the oldest first. */
	public List<ProviderWarning> all() {
		return this.rows.all();
	}

	/** Whether nobody should overlook a line. */
	public static boolean worrying(CheckLine line) {
		return line.state() == State.FAILED || Finding.SECRET_ENDS.in(line) || Finding.KEYS_REPLACED.in(line);
	}

	/** Begins warnings, unless they are there. */
	public void begin(Provider provider, List<CheckLine> lines) {
		this.transaction.executeWithoutResult((status) -> lines.forEach((line) -> {
			if (this.rows.put(provider.id(), line, this.clock.instant())) {
				this.events.publishEvent(
						new ProviderWarningBegan(provider.id(), provider.alias(), line.check(), line.messageKey()));
			}
		}));
	}

	/** Ends warnings about what is well. What could not be looked at stays as it was. */
	public void end(Provider provider, List<CheckLine> lines) {
		this.transaction.executeWithoutResult((status) -> lines.stream()
			.filter((line) -> !worrying(line) && !Finding.NEEDS_OTHER.in(line) && !Finding.NO_TIME.in(line))
			.filter((line) -> this.rows.delete(provider.id(), line.check()))
			.forEach((line) -> this.events
				.publishEvent(new ProviderWarningEnded(provider.id(), provider.alias(), line.check()))));
	}

	/** Ends warnings about providers that nobody uses any more. */
	public void endUnused() {
		this.transaction.executeWithoutResult((status) -> this.rows.deleteUnused().forEach(this.events::publishEvent));
	}

}
