package dev.signet.client;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import dev.signet.SignetTest;
import dev.signet.SqlCounter;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

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
		assertThat(this.sql.count(() -> this.scopes.all())).isZero();
	}

}
