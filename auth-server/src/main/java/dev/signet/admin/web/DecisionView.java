package dev.signet.admin.web;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.signet.linking.DecidedVisit;
import dev.signet.linking.LinkingDecision.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about somebody who came from a provider, as pages show it.
 *
 * @param id how the page of it is found
 * @param at when it was decided
 * @param providerId the provider
 * @param provider its name, null when it was removed
 * @param result what was decided, as the name of its words
 * @param whyKey the key of the sentence that says why, null when this server knows none
 * @param shownKey the key of the sentence that the person read, for who was turned away
 * @param inputs what the table was asked, by the names of their words
 * @param line the line of the table that decided, from 1
 * @param account the username of the account that it is about, null when there is none
 * @param accountGone whether there was one that is deleted
 * @param reference what the person was shown, null when nothing is known
 */
record DecisionView(String id, Instant at, String providerId, @Nullable String provider, String result,
		@Nullable String whyKey, @Nullable String shownKey, Map<String, String> inputs, @Nullable Integer line,
		@Nullable String account, boolean accountGone, @Nullable String reference) {

	/**
	 * A view.
	 * @param provider the name of the provider
	 * @param account the username of the account, if there still is one
	 */
	static DecisionView of(DecidedVisit visit, Optional<String> provider, Optional<String> account) {
		Optional<Reason> reason = visit.reason();
		return new DecisionView(visit.id().toString(), visit.at(), visit.providerId().toString(), provider.orElse(null),
				visit.result(), reason.map(Reason::adminKey).orElse(null),
				visit.result().equals("REFUSE") ? reason.map(Reason::personKey).orElse(null) : null,
				OutcomeViews.answers(visit.inputs()), visit.line().orElse(null), account.orElse(null),
				visit.accountId().isPresent() && account.isEmpty(), visit.reference().orElse(null));
	}

	/** Without the name of the person. */
	@Override
	public String toString() {
		return "DecisionView[" + this.id + ", " + this.result + "]";
	}

}
