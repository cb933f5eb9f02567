package dev.signet.client;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import dev.signet.SignetTest;
import dev.signet.SqlCounter;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SignetTest
class ScopesTests {

	private final String resource = "https://api.test/" + UUID.randomUUID();

	private final String scope = "test." + UUID.randomUUID();

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Scopes scopes;

	@Autowired
	private SqlCounter sql;

	@Autowired
	private DataSource database;

	@Autowired
	private MessageSource messages;

	@Test
	void describeWhenStandardThenWordsAndNoResource() {
		assertThat(this.scopes.describe(Scopes.STANDARD)).extracting(Scope::name)
			.containsExactly("openid", "profile", "email", "address", "phone", "roles", "groups", "offline_access");
		assertThat(this.scopes.describe(Scopes.STANDARD)).allSatisfy((scope) -> {
			assertThat(scope.title()).isNotBlank();
			assertThat(scope.description()).isNotBlank();
			assertThat(scope.resource()).isNull();
		});
	}

	@Test
	void describeWhenOfAResourceThenFromTheTableInTheGivenOrder() {
		TestClients.resource(this.beans, this.resource, this.scope);
		assertThat(this.scopes.describe(List.of("email", this.scope, "openid"))).extracting(Scope::name)
			.containsExactly("email", this.scope, "openid");
		assertThat(this.scopes.describe(List.of(this.scope)))
			.containsExactly(new Scope(this.scope, "Use " + this.scope, "", URI.create(this.resource)));
	}

	@Test
	void describeWhenUnknownThenBareName() {
		assertThat(this.scopes.describe(List.of("gone"))).containsExactly(new Scope("gone", "gone", "", null));
	}

	@Test
	void resourcesOfWhenMixedThenOnlyApis() {
		TestClients.resource(this.beans, this.resource, this.scope);
		TestClients.resource(this.beans, this.resource, this.scope + ".more");
		assertThat(this.scopes.resourcesOf(List.of("openid", this.scope, this.scope + ".more", "gone")))
			.containsExactly(URI.create(this.resource));
		assertThat(this.scopes.resourcesOf(List.of("openid", "email"))).isEmpty();
	}

	@Test
	void allWhenAskedAgainThenNoStatement() {
		TestClients.resource(this.beans, this.resource, this.scope);
		assertThat(this.scopes.all()).startsWith("openid", "profile").contains(this.scope);
		assertThat(this.sql.own(() -> this.scopes.all())).isEmpty();
	}

	@Test
	void allWhenDatabaseIsAwayThenThoseReadLast() {
		TestClients.resource(this.beans, this.resource, this.scope);
		AtomicBoolean away = new AtomicBoolean();
		Scopes here = new Scopes(new PostgresResources(JdbcClient.create(new DelegatingDataSource(this.database) {
			@Override
			public Connection getConnection() throws SQLException {
				if (away.get()) {
					throw new SQLTransientConnectionException("away");
				}
				return super.getConnection();
			}
		})), this.messages);
		away.set(true);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(here::all);
		away.set(false);
		assertThat(here.all()).contains(this.scope);
		away.set(true);
		here.drop();
		assertThat(here.all()).contains(this.scope);
	}

}
