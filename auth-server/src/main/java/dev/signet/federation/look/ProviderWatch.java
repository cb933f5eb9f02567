package dev.signet.federation.look;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.signet.background.WokenWorkers;
import dev.signet.checklist.CheckLine;
import dev.signet.checklist.CheckLine.State;
import dev.signet.federation.check.Check;
import dev.signet.federation.check.Finding;
import dev.signet.federation.check.ProviderWarnings;
import dev.signet.federation.look.PostgresProviderWatches.Watch;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.Providers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks at the providers that people use, every hour or as set: what they publish, and
 * the secrets stored here. Any number of nodes share the work: whoever claims a provider
 * looks at it, and no transaction is open meanwhile. One that is slow holds up one of
 * four workers, and no other provider.
 */
@Component
class ProviderWatch implements DisposableBean {

	/** Longer than a look can take. */
	private static final Duration CLAIM = Duration.ofMinutes(5);

	/** After a first failure, which may have been a hiccup. */
	private static final Duration SOON = Duration.ofMinutes(5);

	private static final int WORKERS = 4;

	private static final Set<Check> PUBLISHED = Set.of(Check.DISCOVERY, Check.ISSUER, Check.ENDPOINTS, Check.KEYS,
			Check.CLOCK);

	private static final Logger logger = LoggerFactory.getLogger(ProviderWatch.class);

	private final PostgresProviderWatches rows;

	private final Providers providers;

	private final ProviderLooks looks;

	private final ProviderWarnings warnings;

	private final WatchProperties properties;

	private final Clock clock;

	private final WokenWorkers workers;

	ProviderWatch(PostgresProviderWatches rows, Providers providers, ProviderLooks looks, ProviderWarnings warnings,
			WatchProperties properties, Clock clock) {
		this.rows = rows;
		this.providers = providers;
		this.looks = looks;
		this.warnings = warnings;
		this.properties = properties;
		this.clock = clock;
		this.workers = new WokenWorkers("provider-watch-", WORKERS, this::work);
	}

	@Scheduled(initialDelay = 2, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
	void wake() {
		if (!this.properties.off()) {
			this.warnings.endUnused();
			this.workers.wake();
		}
	}

	/** What was claimed is looked at later, by whichever node. */
	@Override
	public void destroy() {
		this.workers.stop();
	}

	private void work() {
		try {
			// There may be more, which must not wait for this one
			boolean more = true;
			while (more) {
				more = lookAtNext(this.workers::wake);
			}
		}
		catch (RuntimeException ex) {
			logger.warn("Providers cannot be looked at now; another try follows", ex);
		}
	}

	/**
	 * Looks at the provider that is due longest.
	 * @param claimed is run before it is called
	 * @return whether one was due
	 */
	boolean lookAtNext(Runnable claimed) {
		Instant now = this.clock.instant();
		Optional<Watch> due = this.rows.claim(now, now.plus(CLAIM));
		due.ifPresent((watch) -> {
			claimed.run();
			this.providers.find(watch.providerId()).ifPresent((provider) -> look(watch, provider));
		});
		return due.isPresent();
	}

	private void look(Watch watch, Provider provider) {
		Look look = this.looks.published(provider);
		Instant now = this.clock.instant();
		Watch seen = watch.seeing(look.keys(), now).ending(look.lines().stream().noneMatch((line) -> failed(line)));
		List<CheckLine> lines = look.lines().stream().map((line) -> withStrangeKeys(line, seen)).toList();
		boolean hiccup = seen.failures() == 1;
		this.warnings.end(provider, lines);
		this.warnings.begin(provider,
				lines.stream().filter((line) -> ProviderWarnings.worrying(line) && !(hiccup && failed(line))).toList());
		this.rows.finish(seen, now.plus(hiccup ? SOON : this.properties.every()));
	}

	private static boolean failed(CheckLine line) {
		return line.state() == State.FAILED && PUBLISHED.contains(line.check());
	}

	private static CheckLine withStrangeKeys(CheckLine line, Watch watch) {
		Instant since = watch.keysReplacedAt();
		if (line.check() != Check.KEYS || line.state() == State.FAILED || since == null) {
			return line;
		}
		return Finding.KEYS_REPLACED.line(Check.KEYS, LocalDate.ofInstant(since, ZoneOffset.UTC).toString());
	}

}
