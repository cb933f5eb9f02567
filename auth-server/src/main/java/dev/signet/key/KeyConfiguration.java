package dev.signet.key;

import java.security.Provider;
import java.time.Clock;

import dev.signet.database.EmbeddedDatabase;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The master key, what is kept under it, the ring, and the encoder that signs with the
 * ring's active keys.
 */
@Configuration(proxyBeanMethods = false)
class KeyConfiguration {

	/** Reads its setting itself: it starts before there are any beans. */
	@Bean
	static NativeCryptographySearch nativeCryptographySearch(Environment environment) {
		return new NativeCryptographySearch(
				Binder.get(environment).bindOrCreate("signet.key", KeyProperties.class).nativeCryptography());
	}

	@Bean
	MasterKey masterKey(KeyProperties properties, ObjectProvider<EmbeddedDatabase> embedded) {
		return new MasterKeySource(properties, embedded.getIfAvailable()).read();
	}

	@Bean
	TimedSeals timedSeals(MasterKey masterKey, Clock clock) {
		return new TimedSeals(masterKey, clock);
	}

	/** Before anything is read that is encrypted. */
	@Bean
	MasterKeyChange masterKeyChange(MasterKey masterKey, KeyProperties properties,
			ObjectProvider<EmbeddedDatabase> embedded, JdbcClient jdbc, TransactionOperations transactions) {
		MasterKeyChange change = new MasterKeyChange(new PostgresSealedValues(jdbc),
				new PostgresSigningKeys(jdbc, masterKey), masterKey,
				new MasterKeySource(properties, embedded.getIfAvailable()).readPrevious().orElse(null), transactions);
		change.run();
		return change;
	}

	@Bean
	@DependsOn("masterKeyChange")
	KeptSecrets keptSecrets(JdbcClient jdbc, MasterKey masterKey) {
		return new KeptSecrets(jdbc, masterKey);
	}

	@Bean
	@DependsOn("masterKeyChange")
	KeyRing keyRing(MasterKey masterKey, KeyProperties properties, NativeCryptographySearch search, JdbcClient jdbc,
			TransactionOperations transactions, ApplicationEventPublisher events, Clock clock) {
		Provider provider = search.outcome().orElse(null);
		PostgresSigningKeys keys = new PostgresSigningKeys(jdbc, masterKey);
		KeyRotation rotation = new KeyRotation(keys, properties, provider, transactions, events, clock);
		return new KeyRing(keys, rotation, properties, provider);
	}

	@Bean
	JwtEncoder jwtEncoder(KeyRing keyRing) {
		return new RingEncoder(keyRing);
	}

}
