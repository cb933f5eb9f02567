package dev.signet.account;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Who a person is here. */
@Component
class OwnAccount implements OwnData {

	private final Accounts accounts;

	OwnAccount(Accounts accounts) {
		this.accounts = accounts;
	}

	@Override
	public String name() {
		return "account";
	}

	@Override
	public Object of(AccountId accountId) {
		Account account = this.accounts.find(accountId).orElseThrow(NoSuchAccount::new);
		return new Told(accountId.toString(), account.username(), account.createdAt(), account.updatedAt(),
				account.roles().stream().sorted().toList(), account.groups().stream().sorted().toList(),
				account.emails().stream().map(Address::of).sorted(Comparator.comparing(Address::address)).toList(),
				account.phoneNumber()
					.map((number) -> new Phone(number.value(), account.phoneNumberVerified()))
					.orElse(null));
	}

	private record Told(String id, String username, Instant madeAt, Instant changedAt, List<String> roles,
			List<String> groups, List<Address> emailAddresses, @Nullable Phone phoneNumber) {
	}

	private record Phone(String number, boolean confirmed) {
	}

	private record Address(String address, boolean main, Instant addedAt, @Nullable Instant confirmedAt) {

		static Address of(AccountEmail email) {
			return new Address(email.address(), email.main(), email.createdAt(), email.verifiedAt());
		}

	}

}
