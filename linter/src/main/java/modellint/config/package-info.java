/**
 * What a user may choose, from the command line or a configuration file. Depends on rules alone.
 */
package modellint.config;
