package dev.signet.demo.upstream;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who has an account with a stand-in. Whoever is typed has one too.
 *
 * @param givenName the first name
 * @param familyName the last name, empty for none
 * @param address the address, or null for none
 * @param domain the organisation that gave the account, or null for one of their own
 */
record Person(String givenName, String familyName, @Nullable String address, @Nullable String domain) {

	/** She has an account here too, with the same address. */
	private static final Person ALICE = new Person("Alice", "Liddell", "alice@demo.example", null);

	private static final Person DORA = new Person("Dora", "Marsh", "dora@mail.example", null);

	/** He comes from a firm with accounts of its own. */
	private static final Person EMIL = new Person("Emil", "Berg", "emil@northwind.example", "northwind.example");

	/** He signed up with a telephone number, which only Facebook allows. */
	private static final Person FINN = new Person("Finn", "Okoro", null, null);

	/** Those who can be chosen. */
	static List<Person> at(StandIn standIn) {
		return Stream.of(ALICE, DORA, EMIL, FINN)
			.filter((person) -> person.address != null || standIn == StandIn.FACEBOOK)
			.toList();
	}

	/** The one with this key, among those who can be chosen. */
	static Optional<Person> find(StandIn standIn, String key) {
		return at(standIn).stream().filter((person) -> person.key().equals(key)).findFirst();
	}

	/**
	 * Somebody who was typed.
	 * @param name first and last name; the last word counts as the latter
	 * @param address the address, or empty for none
	 */
	static Person typed(String name, String address) {
		String words = name.strip();
		int split = words.lastIndexOf(' ');
		String given = (split < 0) ? words : words.substring(0, split).strip();
		String family = (split < 0) ? "" : words.substring(split + 1);
		return new Person(given, family, address.isBlank() ? null : address.strip(), null);
	}

	/** What makes them the same person the next time. */
	public String key() {
		return Objects.requireNonNullElse(this.address, name()).toLowerCase(Locale.ROOT);
	}

	public String name() {
		return (this.givenName + " " + this.familyName).strip();
	}

}
