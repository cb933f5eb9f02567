package dev.signet.signin.factor;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;
import dev.signet.proof.Asking;
import dev.signet.session.Device;

import org.springframework.modulith.NamedInterface;

/**
 * Somebody had proved the first factor, and so many second ones were wrong that no more
 * is looked at for a while. Published once, by the last one that was looked at.
 *
 * @param accountId the account that was tried
 * @param limits the limits that were reached
 * @param device where the last one was given
 */
@NamedInterface("factor")
public record SecondFactorHeld(AccountId accountId, List<Asking> limits, Device device) implements AuditableEvent {

	/** After how long there is room again. */
	public Duration lasts() {
		return this.limits.stream().map(Asking::window).max(Comparator.naturalOrder()).orElseThrow();
	}

	/** Whether it is for one browser in which the owner signed in before. */
	public boolean inKnownBrowser() {
		return this.limits.contains(Asking.SECOND_FACTOR_IN_BROWSER)
				|| this.limits.contains(Asking.SECOND_FACTOR_IN_A_ROW_IN_BROWSER);
	}

	@Override
	public String auditType() {
		return "signin.second-factor-held";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("limits", this.limits.stream().map(Asking::name).collect(Collectors.joining(", ")));
	}

}
