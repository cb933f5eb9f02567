package dev.signet.account;

import org.springframework.stereotype.Component;

/** What a person tells about themselves, under the names that apps know it by. */
@Component
class OwnProfile implements OwnData {

	private final Accounts accounts;

	OwnProfile(Accounts accounts) {
		this.accounts = accounts;
	}

	@Override
	public String name() {
		return "profile";
	}

	@Override
	public Object of(AccountId accountId) {
		return this.accounts.find(accountId).orElseThrow(NoSuchAccount::new).profile();
	}

}
