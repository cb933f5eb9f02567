package dev.signet;

import java.time.Clock;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The authorization server: people sign in here once, and apps get their tokens here.
 */
@SpringBootApplication(proxyBeanMethods = false, excludeName = {
		// Pages and sorts of Spring Data in requests, which nothing here takes
		"org.springframework.boot.data.autoconfigure.web.DataWebAutoConfiguration",
		// None are derived from interfaces, and looking for them takes time and memory
		"org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration",
		// Hibernate starts when it is needed: see ClientMapping
		"org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
		"org.springframework.boot.persistence.autoconfigure.PersistenceExceptionTranslationAutoConfiguration" })
@ConfigurationPropertiesScan
@EnableScheduling
public class AuthServerApplication {

	public static void main(String[] args) {
		SpringApplication.run(AuthServerApplication.class, args);
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

}
