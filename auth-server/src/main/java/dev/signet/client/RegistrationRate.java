package dev.signet.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

import dev.signet.database.Columns;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Bounds what strangers can write (RFC 7591 §5): so many registrations and changes in an
 * hour, of all together and of one network. Counted in the database, so for all nodes.
 */
@Component
final class RegistrationRate {

	private static final String EVERYBODY = "all";

	private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

	private static final int HALF_AN_IPV6_ADDRESS = 8;

	private static final int LONGEST = 64;

	private final DynamicRegistrationProperties properties;

	private final JdbcClient jdbc;

	private final TransactionTemplate transactions;

	private final Clock clock;

	RegistrationRate(DynamicRegistrationProperties properties, JdbcClient jdbc, TransactionTemplate transactions,
			Clock clock) {
		this.properties = properties;
		this.jdbc = jdbc;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * Counts one registration or change of a stranger.
	 * @param address the network address it came from
	 * @throws RegistrationRefused when there were too many; then nothing is counted
	 */
	void count(String address) {
		Instant now = this.clock.instant();
		Instant hour = now.truncatedTo(ChronoUnit.HOURS);
		Boolean admitted = this.transactions.execute((status) -> {
			boolean within = add(hour, network(address), this.properties.mostPerHourAndNetwork())
					&& add(hour, EVERYBODY, this.properties.mostPerHour());
			if (!within) {
				status.setRollbackOnly();
			}
			return within;
		});
		if (!Boolean.TRUE.equals(admitted)) {
			throw RegistrationRefused.tooMany(Duration.between(now, hour.plus(1, ChronoUnit.HOURS)));
		}
	}

	/** Forgets the hours that are over. */
	void sweep() {
		this.jdbc.sql("delete from registration_counts where hour < :hour")
			.param("hour", Columns.moment(this.clock.instant().truncatedTo(ChronoUnit.HOURS)))
			.update();
	}

	private boolean add(Instant hour, String network, int most) {
		return this.jdbc.sql("""
				insert into registration_counts as counted (hour, network, count) values (:hour, :network, 1)
				on conflict (hour, network) do update set count = counted.count + 1 where counted.count < :most""")
			.param("hour", Columns.moment(hour))
			.param("network", network)
			.param("most", most)
			.update() == 1;
	}

	/** Who has one IPv6 address has the whole network of 64 bits. */
	static String network(String address) {
		String text = address.substring(0, Math.min(address.length(), LONGEST));
		if (!IPV6.matcher(text).matches()) {
			return text;
		}
		try {
			byte[] bytes = InetAddress.getByName(text).getAddress();
			return HexFormat.of().formatHex(Arrays.copyOf(bytes, HALF_AN_IPV6_ADDRESS));
		}
		catch (UnknownHostException ex) {
			return text; // no address at all
		}
	}

}
