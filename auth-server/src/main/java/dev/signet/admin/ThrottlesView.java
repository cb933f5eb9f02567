package dev.signet.admin;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signet.account.AccountId;
import dev.signet.proof.AskedBefore;

/**
 * What is counted for an account, as the API shows it.
 *
 * @param accountId the account
 * @param throttles one for each limit under which something is counted
 */
record ThrottlesView(@JsonProperty("account_id") UUID accountId, List<Throttle> throttles) {

	static ThrottlesView of(AccountId accountId, List<AskedBefore> counted) {
		return new ThrottlesView(accountId.value(), counted.stream().map(Throttle::of).toList());
	}

	/**
	 * A count under one limit.
	 *
	 * @param limit its name
	 * @param counted how many tries are counted
	 * @param most how many there may be
	 * @param held whether no more is looked at
	 * @param until when the count begins anew
	 */
	record Throttle(String limit, int counted, int most, boolean held, Instant until) {

		static Throttle of(AskedBefore before) {
			return new Throttle(before.asker().what().name(), before.times(), before.asker().most(), before.held(),
					before.until());
		}

	}

}
