package dev.signet.key;

import java.time.Clock;
import java.util.List;

import com.nimbusds.jose.jwk.JWK;
import dev.signet.database.EmbeddedDatabase;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The master key, the ring, and the encoder that signs with the ring's active key.
 */
@Configuration(proxyBeanMethods = false)
class KeyConfiguration {

	@Bean
	MasterKey masterKey(KeyProperties properties, ObjectProvider<EmbeddedDatabase> embedded) {
		return new MasterKeySource(properties, embedded.getIfAvailable()).read();
	}

	@Bean
	KeyRing keyRing(MasterKey masterKey, KeyProperties properties, JdbcClient jdbc, TransactionOperations transactions,
			ApplicationEventPublisher events, Clock clock) {
		PostgresSigningKeys keys = new PostgresSigningKeys(jdbc, masterKey);
		KeyRotation rotation = new KeyRotation(keys, properties, transactions, events, clock);
		return new KeyRing(keys, rotation, properties.refreshInterval());
	}

	@Bean
	JwtEncoder jwtEncoder(KeyRing keyRing) {
		NimbusJwtEncoder encoder = new NimbusJwtEncoder(keyRing);
		encoder.setJwkSelector(KeyConfiguration::signing);
		return encoder;
	}

	/** Other keys of the ring match as well, but only the active one can sign. */
	private static JWK signing(List<JWK> matching) {
		return matching.stream().filter(JWK::isPrivate).findFirst().orElseThrow();
	}

}
