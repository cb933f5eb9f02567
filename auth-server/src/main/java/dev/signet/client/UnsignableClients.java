package dev.signet.client;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import dev.signet.database.Columns;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds clients that were registered for an algorithm which has since been taken out of
 * {@code signet.key.algorithms}. They check signatures by the algorithm that they
 * registered (OpenID Connect Core 1.0 §3.1.3.7), so another one would lock their people
 * out.
 */
@Component
final class UnsignableClients {

	private static final int MOST_NAMED = 20;

	private final JdbcClient jdbc;

	private final SigningOffer offer;

	UnsignableClients(JdbcClient jdbc, SigningOffer offer) {
		this.jdbc = jdbc;
		this.offer = offer;
	}

	/** One problem for each missing algorithm; disabled clients get nothing signed. */
	List<ClientProblem> problems() {
		return this.jdbc.sql("""
				select algorithm, array_agg(client_id order by client_id) as clients from (
				  select distinct c.client_id, a.algorithm from clients c
				  cross join lateral (values (c.id_token_algorithm), (c.access_token_algorithm),
				    (c.user_info_algorithm), (c.introspection_algorithm)) as a (algorithm)
				  where c.enabled and a.algorithm <> all (:offered)) as missing
				group by algorithm order by algorithm""")
			.param("offered", this.offer.algorithms().toArray(String[]::new))
			.query((row, number) -> problem(row))
			.list();
	}

	private ClientProblem problem(ResultSet row) throws SQLException {
		String algorithm = row.getString("algorithm");
		List<String> clients = Columns.list(row, "clients");
		int named = Math.min(clients.size(), MOST_NAMED);
		String more = (named < clients.size()) ? " and %d more".formatted(clients.size() - named) : "";
		return new ClientProblem("signet.key.algorithms",
				"Clients are registered for %s: %s%s.".formatted(algorithm,
						String.join(", ", clients.subList(0, named)), more),
				String.join(", ", this.offer.algorithms()),
				"put %s back, and take it out when these clients are registered for another".formatted(algorithm));
	}

}
