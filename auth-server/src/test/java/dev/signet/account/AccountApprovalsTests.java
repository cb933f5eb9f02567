package dev.signet.account;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.signet.SignetTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@SignetTest
class AccountApprovalsTests {

	private static final int ROUNDS = 10;

	private final AccountId operator = AccountId.random();

	@Autowired
	private AccountApprovals approvals;

	@Autowired
	private Accounts accounts;

	@Autowired
	private EnabledAccounts enabledAccounts;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void registerWhenToBeApprovedThenOffAndOnTheList() {
		Account waiting = waiting();
		assertThat(waiting.awaitsApproval()).isTrue();
		assertThat(this.accounts.find(waiting.id()).orElseThrow().enabled()).isFalse();
		assertThat(this.enabledAccounts.find(waiting.id())).isEmpty();
		assertThat(list()).contains(waiting.id());
		assertThat(audited(waiting.id())).containsExactly("account.registered", "account.approval-awaited");
	}

	@Test
	void approveThenOnAndOffTheListOnce() {
		Account waiting = waiting();
		assertThat(this.approvals.approve(waiting.id(), this.operator)).isTrue();
		assertThat(this.enabledAccounts.find(waiting.id())).isPresent();
		assertThat(this.accounts.find(waiting.id()).orElseThrow().awaitsApproval()).isFalse();
		assertThat(list()).doesNotContain(waiting.id());
		assertThat(this.approvals.approve(waiting.id(), this.operator)).isFalse();
		assertThat(this.approvals.deny(waiting.id(), this.operator)).isFalse();
		assertThat(audited(waiting.id())).endsWith("account.approved");
	}

	@Test
	void denyThenGoneAndNameAndAddressAreFree() {
		Account waiting = waiting();
		assertThat(this.approvals.deny(waiting.id(), this.operator)).isTrue();
		assertThat(this.accounts.find(waiting.id())).isEmpty();
		assertThat(this.approvals.deny(waiting.id(), this.operator)).isFalse();
		assertThat(this.approvals.approve(waiting.id(), this.operator)).isFalse();
		assertThat(audited(waiting.id())).contains("account.denied", "account.deleted");
		Account again = this.accounts
			.register(NewAccount.of(new Username(waiting.username()), new EmailAddress(waiting.emailAddress())));
		assertThat(again.enabled()).isTrue();
	}

	@Test
	void waitingWhenManyCameAtTheSameMomentThenEachHasItsPlace() {
		Instant moment = Instant.parse("2001-02-03T04:05:06.000007Z");
		Set<AccountId> same = new HashSet<>();
		for (int i = 0; i < 4; i++) {
			Account waiting = waiting();
			since(waiting, moment);
			same.add(waiting.id());
		}
		Set<AccountId> read = new HashSet<>();
		WaitingAccount.Place place = new WaitingAccount.Place(moment, new AccountId(new UUID(0, 0)));
		for (int i = 0; i < 4; i++) {
			List<WaitingAccount> page = this.approvals.waiting(place, 1);
			place = page.get(0).place();
			read.add(page.get(0).id());
		}
		assertThat(read).isEqualTo(same);
		same.forEach((id) -> this.approvals.deny(id, this.operator));
	}

	@Test
	void expireWhenTheTimeIsUpThenGoneElseNot() {
		Account waiting = waiting();
		Instant moment = Instant.now().minus(Duration.ofDays(1));
		assertThat(this.approvals.expire(waiting.id(), moment)).isFalse();
		since(waiting, moment.minusSeconds(1));
		assertThat(this.approvals.waitingSince(moment, 500)).contains(waiting.id());
		assertThat(this.approvals.expire(waiting.id(), moment)).isTrue();
		assertThat(this.accounts.find(waiting.id())).isEmpty();
		assertThat(this.approvals.expire(waiting.id(), moment)).isFalse();
		assertThat(audited(waiting.id())).contains("account.approval-expired", "account.deleted");
	}

	/** Nobody removes an account through the queue that is not in it. */
	@Test
	void decideWhenAccountDoesNotWaitThenNothing() {
		Account usual = this.accounts.register(TestAccounts.someone());
		Account disabled = this.accounts.register(TestAccounts.someone());
		this.accounts.update(disabled.id(), (account) -> account.disable(disabled.createdAt()));
		for (Account other : List.of(usual, disabled)) {
			assertThat(this.approvals.deny(other.id(), this.operator)).isFalse();
			assertThat(this.approvals.approve(other.id(), this.operator)).isFalse();
			assertThat(this.approvals.expire(other.id(), Instant.now())).isFalse();
			assertThat(this.accounts.find(other.id())).isPresent();
		}
		assertThat(this.accounts.find(disabled.id()).orElseThrow().enabled()).isFalse();
		assertThat(this.approvals.approve(AccountId.random(), this.operator)).isFalse();
	}

	@Test
	void decideWhenManyAtOnceThenOneDecides() throws Exception {
		ExecutorService operators = Executors.newFixedThreadPool(8);
		try {
			for (int round = 0; round < ROUNDS; round++) {
				Account waiting = waiting();
				List<Callable<Boolean>> decisions = new ArrayList<>();
				for (int i = 0; i < 4; i++) {
					decisions.add(() -> this.approvals.approve(waiting.id(), this.operator));
					decisions.add(() -> this.approvals.deny(waiting.id(), this.operator));
				}
				int decided = 0;
				for (Future<Boolean> each : operators.invokeAll(decisions)) {
					decided += each.get() ? 1 : 0;
				}
				assertThat(decided).isOne();
			}
		}
		finally {
			operators.shutdownNow();
		}
	}

	private Account waiting() {
		return this.accounts.register(TestAccounts.someone().toBeApproved());
	}

	private void since(Account waiting, Instant moment) {
		this.jdbc.sql("update accounts set approval_awaited_at = :moment where id = :id")
			.param("moment", moment.atOffset(ZoneOffset.UTC))
			.param("id", waiting.id().value())
			.update();
	}

	private List<AccountId> list() {
		return this.approvals.waiting(null, 500).stream().map(WaitingAccount::id).toList();
	}

	private List<String> audited(AccountId id) {
		return this.jdbc.sql("select type from audit_events where account_id = :id order by at, id")
			.param("id", id.value())
			.query(String.class)
			.list();
	}

}
