package dev.signet.linking;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditEntry;
import dev.signet.federation.provider.ProviderId;

/**
 * What was decided about somebody who came from a provider, as the trail has it. It names
 * nobody: who the account belongs to is known as long as there is that account.
 *
 * @param id the entry in the trail
 * @param at when it was decided
 * @param providerId the provider, which may have been removed since
 * @param result what was decided, one of {@link LinkingDecision.Result}
 * @param why why, one of {@link LinkingDecision.Reason}; a newer server may have written
 * one that this one does not know
 * @param inputs what it depended on, by the names of {@link LinkingInputs} and in the
 * order in which the table asks
 * @param accountId the account that they are linked to, or that has their proved address
 * @param reference the reference of the request, which the person was shown if something
 * went wrong
 */
public record DecidedVisit(UUID id, Instant at, ProviderId providerId, String result, String why,
		Map<String, String> inputs, Optional<AccountId> accountId, Optional<String> reference) {

	/** In the order in which the table asks. */
	private static final String[] INPUTS = { "providerEnabled", "known", "accountUsable", "emailVerifiedUpstream",
			"emailTrusted", "address", "otherWayIn", "creation" };

	static DecidedVisit of(AuditEntry entry) {
		Map<String, String> details = entry.details();
		Map<String, String> inputs = new LinkedHashMap<>();
		Arrays.stream(INPUTS)
			.filter(details::containsKey)
			.forEach((input) -> inputs.put(input, details.getOrDefault(input, "")));
		return new DecidedVisit(entry.id(), entry.at(), ProviderId.of(details.getOrDefault("provider", "")),
				details.getOrDefault("result", ""), details.getOrDefault("why", ""), inputs,
				Optional.ofNullable(entry.accountId()).map(AccountId::new), Optional.ofNullable(entry.requestId()));
	}

	/** Why, if this server knows such a reason. */
	public Optional<LinkingDecision.Reason> reason() {
		return Arrays.stream(LinkingDecision.Reason.values())
			.filter((reason) -> reason.name().equals(this.why))
			.findFirst();
	}

	/** The line of the table that decided, counted from the top. */
	public Optional<Integer> line() {
		boolean known = Boolean.parseBoolean(this.inputs.get("known"));
		return reason().map((reason) -> LinkingTable.line(reason, known));
	}

}
