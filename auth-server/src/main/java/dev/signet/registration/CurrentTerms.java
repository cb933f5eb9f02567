package dev.signet.registration;

import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signet.account.AccountId;
import dev.signet.signin.step.TermsOfService;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The terms of service by the settings, and who has yet to accept them. Whoever was seen
 * to have accepted is remembered: that is never taken back, and other terms take a new
 * start. So people are asked again for a new version, and only the first look at each of
 * them costs a statement.
 */
@Component
class CurrentTerms implements TermsOfService {

	private static final int MOST_REMEMBERED = 10_000;

	private final Optional<Version> current;

	private final AcceptedTerms accepted;

	private final ApplicationEventPublisher events;

	private final Cache<AccountId, Boolean> remembered = Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

	CurrentTerms(RegistrationProperties settings, AcceptedTerms accepted, ApplicationEventPublisher events) {
		this.current = settings.version();
		this.accepted = accepted;
		this.events = events;
	}

	@Override
	public Optional<Version> toAccept(AccountId accountId) {
		return this.current.filter((version) -> !hasAccepted(accountId, version));
	}

	@Override
	@Transactional
	public void accept(AccountId accountId, Version terms) {
		if (this.accepted.add(accountId, terms.name())) {
			this.events.publishEvent(new NewTermsAccepted(accountId, terms.name()));
		}
	}

	private boolean hasAccepted(AccountId accountId, Version version) {
		if (this.remembered.getIfPresent(accountId) != null) {
			return true;
		}
		boolean found = this.accepted.contains(accountId, version.name());
		if (found) {
			this.remembered.put(accountId, true);
		}
		return found;
	}

}
